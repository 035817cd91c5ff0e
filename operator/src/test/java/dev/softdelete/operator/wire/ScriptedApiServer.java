package dev.softdelete.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ServerClock;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.utils.ResponseProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An API server with scripted answers, over the JDK's HTTP client. Its connections break where the
 * test wants it. It stores nothing, so the test decides the answers after a write. A request
 * without a planned answer gets 404. Registered as an extension of a test class, it ends with the
 * class.
 */
public final class ScriptedApiServer implements AutoCloseable, AfterAllCallback {
  /**
   * Logs one line per request by default. The field keeps the logger referenced, so that its level
   * is kept.
   */
  private static final Logger NOISY = Logger.getLogger(MockWebServer.class.getName());

  private static final List<String> LISTS = List.of("", "?resourceVersion=0");
  private static final String WATCH =
      "?allowWatchBookmarks=true&resourceVersion=1&timeoutSeconds=600&watch=true";

  private final KubernetesMockServer server = new KubernetesMockServer(false);
  private final Relay relay;
  private final KubernetesClient client;
  private final ApiServer api;
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** A request that arrived, with its body, which can be read only once. */
  private record Received(String request, String body) {}

  public ScriptedApiServer() {
    NOISY.setLevel(Level.WARNING);
    server.start();
    try {
      relay = new Relay(server.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + relay.port() + "/")
                    .withHttp2Disable(true)
                    .build())
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build();
    api = ApiServer.withoutPauses(client, new ServerClock(Clock.systemUTC()), pauses::add);
  }

  public ApiServer api() {
    return api;
  }

  public KubernetesClient client() {
    return client;
  }

  /** Serves an informer of {@link #client} with an empty list and a watch without events. */
  public void watched(String collection, String listKind) {
    String empty =
        "{\"kind\":\"%s\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}"
            .formatted(listKind);
    LISTS.forEach(
        query -> server.expect().get().withPath(collection + query).andReturn(200, empty).always());
    server
        .expect()
        .get()
        .withPath(collection + WATCH)
        .andUpgradeToWebSocket()
        .open()
        .done()
        .always();
  }

  /** Returns how long the operator would have waited before it sent requests again. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** Returns the requests in order, as {@code POST /path}, including those that were cut. */
  public List<String> sent() {
    return relay.requests();
  }

  /** Returns the bodies of the matching requests that arrived, in order. */
  public List<String> bodies(String request) {
    return received.stream().filter(r -> r.request().equals(request)).map(Received::body).toList();
  }

  /** Discards the planned answers and the recorded requests. */
  public void reset() {
    server.clearExpectations();
    relay.reset();
    received.clear();
    pauses.clear();
  }

  /** Plans the answer to the next request of this kind, after those that were already planned. */
  public void plan(String request, Answer answer) {
    relay.plan(request, answer.cut());
    if (answer.cut() == Answer.Cut.BEFORE) {
      return;
    }
    String path = request.substring(request.indexOf(' ') + 1);
    var method =
        switch (request.substring(0, request.indexOf(' '))) {
          case "GET" -> server.expect().get();
          case "POST" -> server.expect().post();
          case "PATCH" -> server.expect().patch();
          case "DELETE" -> server.expect().delete();
          default -> throw new IllegalArgumentException(request);
        };
    method.withPath(path).andReply(recorded(answer)).once();
  }

  private ResponseProvider<Object> recorded(Answer answer) {
    return new ResponseProvider<>() {
      private Headers headers = headers(answer.headers());

      @Override
      public int getStatusCode(RecordedRequest request) {
        received.add(
            new Received(request.getMethod() + " " + request.getPath(), request.getUtf8Body()));
        return answer.code();
      }

      @Override
      public Object getBody(RecordedRequest request) {
        return answer.body().get();
      }

      @Override
      public Headers getHeaders() {
        return headers;
      }

      @Override
      public void setHeaders(Headers headers) {
        this.headers = headers;
      }
    };
  }

  private static Headers headers(Map<String, String> headers) {
    var builder = new Headers.Builder();
    headers.forEach(builder::add);
    return builder.build();
  }

  /**
   * Makes a call with the answers of a row, and checks its outcome and the requests that were sent.
   */
  public void play(Row row, Supplier<?> call) {
    reset();
    row.exchanges().forEach(e -> plan(e.request(), e.answer()));
    assertThat(outcome(call)).isEqualTo(row.outcome());
    assertThat(sent()).isEqualTo(row.exchanges().stream().map(Row.Exchange::request).toList());
  }

  /**
   * Makes a call whose only request is a read that is never answered. It is sent three to six
   * times, because the JDK's client may send each GET a second time by itself.
   */
  public void playUnanswered(String request, Answer answer, String outcome, Supplier<?> call) {
    reset();
    IntStream.range(0, 10).forEach(i -> plan(request, answer));
    assertThat(outcome(call)).isEqualTo(outcome);
    assertThat(sent()).hasSizeBetween(3, 6).containsOnly(request);
  }

  /** Returns the result of a call, or the class of its exception, with the code of a refusal. */
  public static String outcome(Supplier<?> call) {
    try {
      return String.valueOf(call.get());
    } catch (ApiException e) {
      return "ApiException " + e.code();
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    client.close();
    try {
      relay.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      server.shutdown();
    }
  }
}
