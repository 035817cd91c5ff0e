package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ServerClock;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * An API server in memory that knows a few objects, grants most rights, and answers one request in
 * five with an error, with something that is not JSON, or not at all.
 */
final class UnreliableApiServer {
  private static final List<Integer> ERRORS = List.of(400, 403, 404, 409, 410, 422, 429, 500, 503);

  private final RandomGenerator random;
  private final Map<String, ObjectNode> objects;
  private final HttpClient real = plain(new JdkHttpClientFactory());

  UnreliableApiServer(RandomGenerator random, Map<String, ObjectNode> objects) {
    this.random = random;
    this.objects = objects;
  }

  private static HttpClient plain(HttpClient.Factory factory) {
    return factory.newBuilder(Config.empty()).build();
  }

  ApiServer api() {
    return ApiServer.withoutPauses(
        as(KubernetesClient.class, (_, method, _) -> ofClient(method.getName())),
        new ServerClock(Clock.systemUTC()),
        pause -> {});
  }

  private Object ofClient(String method) throws MalformedURLException {
    return switch (method) {
      case "getMasterUrl" -> URI.create("http://127.0.0.1/").toURL();
      case "getConfiguration" -> Config.empty();
      case "getHttpClient" -> http();
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private HttpClient http() {
    return as(
        HttpClient.class,
        (_, method, arguments) ->
            switch (method.getName()) {
              case "newBuilder" -> builder();
              case "newHttpRequestBuilder" -> real.newHttpRequestBuilder();
              case "sendAsync" -> sent((HttpRequest) arguments[0]);
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private HttpClient.DerivedClientBuilder builder() {
    return as(
        HttpClient.DerivedClientBuilder.class,
        (self, method, _) -> method.getName().equals("build") ? http() : self);
  }

  private CompletableFuture<HttpResponse<byte[]>> sent(HttpRequest request) {
    return switch (random.nextInt(20)) {
      case 0 -> CompletableFuture.failedFuture(new IOException("broken"));
      case 1 -> answer(200, "not JSON");
      case 2, 3 -> answer(ERRORS.get(random.nextInt(ERRORS.size())), "{\"reason\":\"NotFound\"}");
      default -> usual(request);
    };
  }

  private CompletableFuture<HttpResponse<byte[]>> usual(HttpRequest request) {
    String path = request.uri().getPath();
    if (request.method().equals("POST")) {
      boolean allowed = random.nextInt(5) > 0;
      return answer(201, "{\"status\":{\"allowed\":" + allowed + "}}");
    }
    ObjectNode there = objects.get(path);
    return there == null ? answer(404, "{\"reason\":\"NotFound\"}") : answer(200, there.toString());
  }

  private static CompletableFuture<HttpResponse<byte[]>> answer(int code, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    @SuppressWarnings("unchecked")
    HttpResponse<byte[]> response =
        as(
            HttpResponse.class,
            (_, method, _) ->
                switch (method.getName()) {
                  case "code" -> code;
                  case "body" -> bytes;
                  case "isSuccessful" -> code < 300;
                  case "headers" -> List.of();
                  default -> null;
                });
    return CompletableFuture.completedFuture(response);
  }

  static ObjectNode parsed(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T as(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
