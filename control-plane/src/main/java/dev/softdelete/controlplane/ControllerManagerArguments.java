package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of kube-controller-manager. */
final class ControllerManagerArguments {

  private ControllerManagerArguments() {}

  static List<String> of(Options options, Pki pki, Path kubeconfig) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "--kubeconfig=" + kubeconfig,
            // Each controller has its own rights, because a shared account would hide missing
            // rights.
            "--use-service-account-credentials=true",
            "--service-account-private-key-file=" + pki.serviceAccountKey(),
            "--root-ca-file=" + pki.caCertificate(),
            "--cluster-signing-cert-file=" + pki.caCertificate(),
            "--cluster-signing-key-file=" + pki.caKey(),
            "--controllers=" + String.join(",", options.controllers()),
            "--allocate-node-cidrs=false",
            "--enable-hostpath-provisioner=true",
            // With the default of 20, the start takes 5 s, because each controller gets a
            // ServiceAccount.
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
