package dev.softdelete.controlplane;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes kubeconfig files. */
final class Kubeconfig {

  private Kubeconfig() {}

  static String withCertificate(URI server, String caPem, String user, Identity identity) {
    return render(
        server,
        caPem,
        user,
        """
            client-certificate-data: %s
            client-key-data: %s
        """
            .formatted(base64(identity.certificatePem()), base64(identity.keyPem())));
  }

  static String withToken(URI server, String caPem, String user, String token) {
    return render(server, caPem, user, "    token: " + token + "\n");
  }

  private static String render(URI server, String caPem, String user, String credentials) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: control-plane
      cluster:
        server: %1$s
        certificate-authority-data: %2$s
    users:
    - name: %3$s
      user:
    %4$scontexts:
    - name: control-plane
      context:
        cluster: control-plane
        user: %3$s
    current-context: control-plane
    """
        .formatted(server, base64(caPem), quoted(user), credentials);
  }

  private static String quoted(String name) {
    // The name is only a label within the file, and YAML allows no control characters.
    return "'" + name.replace("'", "''").replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ") + "'";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
