package dev.softdelete.e2e.webhook;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A client that reaches the webhook's port.
 *
 * @param secret sent as the first part of the path; empty for none
 */
record WebhookCaller(String secret) {
  static final WebhookCaller STRANGER = new WebhookCaller("");
  private static final String NAME = "soft-delete-webhook-caller";

  /** Returns a client that calls as the API server does. */
  static WebhookCaller known() {
    String value =
        Cluster.kubectl()
            .run(
                "get",
                "secret",
                NAME,
                "-n",
                Installation.NAMESPACE,
                "--ignore-not-found",
                "-o",
                "jsonpath={.data.secret}");
    return new WebhookCaller(
        new String(Base64.getDecoder().decode(value.strip()), StandardCharsets.US_ASCII));
  }

  static void forget() {
    Cluster.kubectl().run("delete", "secret", NAME, "-n", Installation.NAMESPACE);
  }

  /**
   * Stores another secret, as if a replica had made it, and returns a client that calls with it.
   */
  static WebhookCaller another() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    Cluster.kubectl()
        .run(
            "patch",
            "secret",
            NAME,
            "-n",
            Installation.NAMESPACE,
            "--type=merge",
            "-p",
            "{\"stringData\":{\"secret\":\"" + secret + "\"}}");
    return new WebhookCaller(secret);
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .sslContext(TlsPeer.trustingAll())
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }

  String path(String path) {
    return secret.isEmpty() ? path : "/" + secret + path;
  }

  HttpRequest post(String path, byte[] body) {
    return HttpRequest.newBuilder(
            URI.create("https://127.0.0.1:" + Cluster.operator().webhookPort() + path(path)))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Sends a review and returns the HTTP status of the answer. */
  int asks(String path, String review) {
    try (HttpClient client = client()) {
      return client
          .send(
              post(path, review.getBytes(StandardCharsets.UTF_8)),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
