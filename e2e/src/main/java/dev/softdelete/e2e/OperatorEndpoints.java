package dev.softdelete.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The probes and metrics of an operator on this machine. */
record OperatorEndpoints(int port) {
  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /**
   * Whether {@code /readyz} answers 200. Tests ask often while the process starts, so the method
   * does little work.
   */
  boolean ready() {
    try {
      var question = (HttpURLConnection) url("/readyz").toURL().openConnection();
      question.setRequestProperty("Connection", "close");
      question.setReadTimeout(5_000);
      return question.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  HttpResponse<String> get(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
