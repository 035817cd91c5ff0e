package dev.softdelete.e2e.webhook;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** The Secret with the webhook's certificate, and the changes that others may make to it. */
final class TlsSecret {
  private static final String NAME = "soft-delete-webhook-tls";

  private TlsSecret() {}

  /** Returns the PEM text of the stored certificate; empty if there is none. */
  static String certificate() {
    return field("{.data.tls\\.crt}");
  }

  static String label() {
    return field("{.metadata.labels.app\\.kubernetes\\.io/managed-by}");
  }

  private static String field(String path) {
    String value =
        kubectl()
            .call(
                "get",
                "secret",
                NAME,
                "-n",
                Installation.NAMESPACE,
                "--ignore-not-found",
                "-o",
                "jsonpath=" + path)
            .out();
    return path.contains(".data")
        ? new String(Base64.getDecoder().decode(value), StandardCharsets.US_ASCII)
        : value;
  }

  static void delete() {
    kubectl().run("delete", "secret", NAME, "-n", Installation.NAMESPACE, "--ignore-not-found");
  }

  /**
   * Replaces the stored certificate.
   *
   * @param managedBy the manager that the label names; empty for no label
   */
  static void replace(String managedBy, String certificate, String key, String ca) {
    String labels =
        managedBy.isEmpty() ? "" : "\n  labels: {app.kubernetes.io/managed-by: " + managedBy + "}";
    kubectl()
        .input(
            """
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/tls
            metadata:
              name: %s
              namespace: %s%s
            data: {tls.crt: %s, tls.key: %s, ca.crt: %s}
            """
                .formatted(
                    NAME,
                    Installation.NAMESPACE,
                    labels,
                    base64(certificate),
                    base64(key),
                    base64(ca)),
            "replace",
            "-f",
            "-");
  }

  static void replace(String managedBy, TestCertificate certificate) {
    replace(managedBy, certificate.certificatePem(), certificate.keyPem(), certificate.caPem());
  }

  /** Returns the certificate that the operator's process presents to its clients. */
  static X509Certificate served() {
    return TlsPeer.certificateOf(Cluster.operator().webhookPort());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Kubectl kubectl() {
    return Cluster.installation().kubectl();
  }
}
