package dev.softdelete.controlplane;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of kube-apiserver. */
final class ApiServerArguments {

  private static final String ISSUER = "https://kubernetes.default.svc";

  private ApiServerArguments() {}

  static URI uri(Ports ports) {
    return URI.create("https://127.0.0.1:" + ports.apiServer());
  }

  static List<String> of(Options options, Ports ports, Pki pki, Path logs) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "--etcd-servers=" + EtcdArguments.clientUri(ports),
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + ports.apiServer(),
            // A loopback address is not a valid endpoint, and no client here uses such an endpoint.
            "--endpoint-reconciler-type=none",
            "--cert-dir=" + pki.folder(),
            "--tls-cert-file=" + pki.serverCertificate(),
            "--tls-private-key-file=" + pki.serverKey(),
            "--client-ca-file=" + pki.caCertificate(),
            "--service-account-issuer=" + ISSUER,
            "--service-account-key-file=" + pki.serviceAccountPublicKey(),
            "--service-account-signing-key-file=" + pki.serviceAccountKey(),
            "--authorization-mode=Node,RBAC",
            "--allow-privileged=true",
            "--service-cluster-ip-range=10.0.0.0/16",
            "--event-ttl=10m",
            // By default, a server that is told to stop waits a minute for its watches to end.
            "--shutdown-watch-termination-grace-period=2s",
            "--profiling=false",
            "--v=1"));
    options
        .auditPolicy()
        .ifPresent(
            policy -> {
              arguments.add("--audit-policy-file=" + policy);
              arguments.add("--audit-log-path=" + logs.resolve("audit.log"));
            });
    arguments.addAll(FeatureGates.arguments(options.featureGates()));
    arguments.addAll(options.apiServerArguments());
    return List.copyOf(arguments);
  }
}
