package dev.softdelete.e2e.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.softdelete.e2e.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * How a process in a Pod finds the API server and its own identity.
 *
 * @param source the folder or the file to mount
 * @param destination the path in the container
 * @param environment the variables that go with it
 */
record Credentials(Path source, String destination, Map<String, String> environment) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final String KUBECONFIG = "/etc/kubeconfig";

  /**
   * Makes the files of a ServiceAccount of a kubeconfig with a token, as the kubelet does. A
   * kubeconfig with something else, such as one that leads through a proxy, is mounted itself.
   */
  static Credentials of(Path kubeconfig, Path folder) throws IOException {
    JsonNode config = YAML.readTree(kubeconfig.toFile());
    JsonNode cluster = config.at("/clusters/0/cluster");
    String token = config.at("/users/0/user/token").asText();
    String authority = cluster.path("certificate-authority-data").asText();
    if (token.isEmpty() || authority.isEmpty()) {
      return new Credentials(
          Files.copy(kubeconfig, folder.resolve("kubeconfig")),
          KUBECONFIG,
          Map.of("KUBECONFIG", KUBECONFIG));
    }
    Path files = Files.createDirectories(folder.resolve("serviceaccount"));
    Files.writeString(files.resolve("token"), token);
    Files.write(files.resolve("ca.crt"), Base64.getDecoder().decode(authority));
    Files.writeString(files.resolve("namespace"), Installation.NAMESPACE);
    URI server = URI.create(cluster.path("server").asText());
    return new Credentials(
        files,
        SERVICE_ACCOUNT,
        Map.of(
            "KUBERNETES_SERVICE_HOST",
            server.getHost(),
            "KUBERNETES_SERVICE_PORT",
            Integer.toString(server.getPort())));
  }
}
