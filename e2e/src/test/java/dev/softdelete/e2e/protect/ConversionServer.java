package dev.softdelete.e2e.protect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A conversion webhook that also changes the annotations of what it converts. */
final class ConversionServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpsServer server;
  private final KeyStore keys;
  private final Consumer<ObjectNode> change;

  /**
   * Starts a server.
   *
   * @param change changes an object that is being converted
   */
  ConversionServer(Consumer<ObjectNode> change) throws Exception {
    this.change = change;
    this.keys = selfSigned();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns the {@code spec.conversion} of a definition whose objects this server converts. */
  String conversion() throws GeneralSecurityException {
    return """
      conversion:
        strategy: Webhook
        webhook:
          conversionReviewVersions: [v1]
          clientConfig: {url: "https://127.0.0.1:%d/", caBundle: %s}
    """
        .formatted(
            server.getAddress().getPort(),
            Base64.getEncoder()
                .encodeToString(
                    ("-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("own").getEncoded())
                            + "\n-----END CERTIFICATE-----\n")
                        .getBytes(StandardCharsets.US_ASCII)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody()).path("request");
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "ConversionReview");
    ObjectNode response = review.putObject("response");
    response.set("uid", request.path("uid"));
    response.putObject("result").put("status", "Success");
    ArrayNode converted = response.putArray("convertedObjects");
    for (JsonNode object : request.path("objects")) {
      ObjectNode changed = object.deepCopy();
      changed.set("apiVersion", request.path("desiredAPIVersion"));
      change.accept(changed);
      converted.add(changed);
    }
    byte[] body = JSON.writeValueAsBytes(review);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private SSLContext context() throws GeneralSecurityException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore selfSigned() throws Exception {
    Path file = Files.createTempDirectory("keys").resolve("keys.p12");
    var command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    var options =
        Map.of(
            "-alias", "own",
            "-keyalg", "EC",
            "-dname", "CN=conversion",
            "-ext", "SAN=IP:127.0.0.1",
            "-storetype", "PKCS12",
            "-keystore", file.toString(),
            "-storepass", PASSWORD);
    var line = new ArrayList<>(command);
    line.add("-genkeypair");
    options.forEach((option, value) -> line.addAll(List.of(option, value)));
    if (new ProcessBuilder(line).redirectErrorStream(true).start().waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
