package dev.softdelete.operator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEndpointsTest {
  private final HttpEndpoints endpoints = endpoints();

  private static HttpEndpoints endpoints() {
    try {
      return new HttpEndpoints(
          0,
          () -> new ProbeAnswer(true, "ok"),
          () -> new ProbeAnswer(false, "not yet"),
          new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    endpoints.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /healthz, 200, ok",
    "GET, /healthz?verbose, 200, ok",
    "GET, /readyz, 503, not yet",
    "HEAD, /healthz, 200, ''",
    "HEAD, /readyz, 503, ''",
    "GET, /healthzfoo, 404, not found",
    "GET, /readyz/x, 404, not found",
  })
  void answers(String method, String path, int code, String body) throws Exception {
    HttpResponse<String> answer = send(method, path);

    assertThat(answer.statusCode()).isEqualTo(code);
    assertThat(answer.body()).isEqualTo(body);
  }

  @Test
  void hasMetrics() throws Exception {
    assertThat(send("GET", "/metrics").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoints.port() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
