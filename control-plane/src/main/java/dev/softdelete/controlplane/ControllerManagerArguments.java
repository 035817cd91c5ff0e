package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** kube-controller-manager's command line. */
final class ControllerManagerArguments {

  private ControllerManagerArguments() {}

  static List<String> of(Options options, Pki pki, Path kubeconfig) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "--kubeconfig=" + kubeconfig,
            // Each controller with its own rights: one with all rights would hide missing ones.
            "--use-service-account-credentials=true",
            "--service-account-private-key-file=" + pki.serviceAccountKey(),
            "--root-ca-file=" + pki.caCertificate(),
            "--cluster-signing-cert-file=" + pki.caCertificate(),
            "--cluster-signing-key-file=" + pki.caKey(),
            "--controllers=" + String.join(",", options.controllers()),
            "--allocate-node-cidrs=false",
            "--enable-hostpath-provisioner=true",
            // At the default of 20, its start alone takes 5 s: a ServiceAccount per controller.
            "--kube-api-qps=200",
            "--kube-api-burst=400",
            "--leader-elect=false",
            "--secure-port=0",
            "--profiling=false",
            "--v=1"));
    arguments.addAll(FeatureGates.arguments(options.featureGates()));
    return List.copyOf(arguments);
  }
}
