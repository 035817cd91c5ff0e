package dev.softdelete.controlplane;

/** A program of the control plane. */
enum Binary {
  ETCD("etcd", "go.etcd.io/etcd/server/v3", "server"),
  API_SERVER("kube-apiserver", "k8s.io/kubernetes/cmd/kube-apiserver", "kube-apiserver"),
  CONTROLLER_MANAGER(
      "kube-controller-manager",
      "k8s.io/kubernetes/cmd/kube-controller-manager",
      "kube-controller-manager"),
  KUBECTL("kubectl", "k8s.io/kubernetes/cmd/kubectl", "kubectl");

  private final String fileName;
  private final String goPackage;
  private final String builtAs;

  Binary(String fileName, String goPackage, String builtAs) {
    this.fileName = fileName;
    this.goPackage = goPackage;
    this.builtAs = builtAs;
  }

  String fileName() {
    return fileName;
  }

  GoProgram program() {
    return new GoProgram(fileName, goPackage, builtAs);
  }
}
