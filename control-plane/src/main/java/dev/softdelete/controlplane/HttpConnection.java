package dev.softdelete.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends JSON requests to one of the servers. */
final class HttpConnection implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final HttpClient http;

  private HttpConnection(URI server, HttpClient.Builder builder) {
    this.server = server;
    this.http =
        builder.version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY).build();
  }

  static HttpConnection plain(URI server) {
    return new HttpConnection(server, HttpClient.newBuilder());
  }

  static HttpConnection authenticated(URI server, Identity client, Identity authority) {
    return new HttpConnection(
        server, HttpClient.newBuilder().sslContext(MutualTls.context(client, authority)));
  }

  /** Whether the path answers 200 now. */
  boolean answers(String path) {
    try {
      return send(HttpRequest.newBuilder(server.resolve(path)).GET()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Posts JSON and returns the answer.
   *
   * @throws ControlPlaneException if the server does not answer or answers with an error
   */
  JsonNode post(String path, String json) {
    try {
      HttpResponse<String> response =
          send(
              HttpRequest.newBuilder(server.resolve(path))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(json)));
      if (response.statusCode() >= 300) {
        throw new ControlPlaneException(
            "%s answers %d: %s".formatted(path, response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new ControlPlaneException("No answer from " + server + path, e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlPlaneException("Interrupted while asking " + server, e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
