package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Creates kubeconfig files, and sends requests to the API server as an administrator. */
final class Access implements AutoCloseable {

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

  private final URI apiServer;
  private final Path folder;
  private final CertificateAuthority authority = new CertificateAuthority();
  private final HttpConnection connection;
  private final Path admin;

  Access(URI apiServer, Path folder) {
    this.apiServer = apiServer;
    this.folder = folder;
    Identity identity = authority.client("admin", List.of("system:masters"));
    this.connection = HttpConnection.authenticated(apiServer, identity, authority.identity());
    this.admin = write("admin", yaml("admin", identity));
  }

  CertificateAuthority authority() {
    return authority;
  }

  String caPem() {
    return authority.identity().certificatePem();
  }

  HttpConnection connection() {
    return connection;
  }

  Path admin() {
    return admin;
  }

  Path user(String name, List<String> groups) {
    return write(name, yaml(name, authority.client(name, groups)));
  }

  Path serviceAccount(String namespace, String name) {
    String token =
        connection
            .post(
                "/api/v1/namespaces/%s/serviceaccounts/%s/token".formatted(namespace, name),
                """
                {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
                 "spec": {"expirationSeconds": %d}}
                """
                    .formatted(TOKEN_LIFETIME.toSeconds()))
            .at("/status/token")
            .asText();
    return write(namespace + "-" + name, Kubeconfig.withToken(apiServer, caPem(), name, token));
  }

  private String yaml(String user, Identity identity) {
    return Kubeconfig.withCertificate(apiServer, caPem(), user, identity);
  }

  // User names contain colons and slashes, and one user may get several sets of groups.
  private Path write(String user, String yaml) {
    String readable = user.replaceAll("[^A-Za-z0-9.-]", "_");
    try {
      Path file = Files.createTempFile(folder, readable + "-", ".kubeconfig");
      return Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
