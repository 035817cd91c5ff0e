package dev.softdelete.benchmarks;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.ByteArrayOutputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Sends plain requests over the HTTP client that the operator uses too, without the operator's own
 * layers.
 */
final class Wire implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

  private final KubernetesClient client;
  private final String root;

  Wire(Path kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new JdkHttpClientFactory())
            .withTaskExecutor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    root = client.getMasterUrl().toString().replaceAll("/+$", "");
  }

  byte[] get(String path) {
    return send(request(path));
  }

  boolean exists(String path) {
    return client.getHttpClient().sendAsync(request(path).build(), byte[].class).join().code()
        != HttpURLConnection.HTTP_NOT_FOUND;
  }

  byte[] post(String path, String body) {
    return send(request(path).post(JSON, body));
  }

  byte[] postAs(Map<String, Iterable<String>> impersonation, String path, String body) {
    HttpRequest.Builder request = request(path).post(JSON, body);
    impersonation.forEach((name, values) -> values.forEach(v -> request.header(name, v)));
    return send(request);
  }

  byte[] patch(String path, String body) {
    return send(write("PATCH", MERGE_PATCH, path, body));
  }

  byte[] delete(String path) {
    return send(write("DELETE", JSON, path, "{}"));
  }

  /** Passes every line of the answer to the consumer until the watch is cancelled. */
  AsyncBody watchMetadata(String path, Consumer<String> lines) {
    HttpRequest.Builder request = request(path).setHeader("Accept", METADATA_ONLY);
    var line = new ByteArrayOutputStream();
    AsyncBody body =
        check(
            client
                .getHttpClient()
                .consumeBytes(
                    request.build(),
                    (buffers, more) -> {
                      buffers.forEach(buffer -> split(buffer, line, lines));
                      more.consume();
                    })
                .join());
    body.consume();
    return body;
  }

  private static void split(ByteBuffer buffer, ByteArrayOutputStream line, Consumer<String> lines) {
    while (buffer.hasRemaining()) {
      byte next = buffer.get();
      if (next == '\n') {
        lines.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(next);
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return client.getHttpClient().newHttpRequestBuilder().uri(root + path);
  }

  private HttpRequest.Builder write(String method, String type, String path, String body) {
    return request(path).method(method, type, body);
  }

  private byte[] send(HttpRequest.Builder request) {
    return check(client.getHttpClient().sendAsync(request.build(), byte[].class).join());
  }

  private static <T> T check(HttpResponse<T> response) {
    if (!response.isSuccessful()) {
      String said =
          response.body() instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
      throw new IllegalStateException(
          response.request().method()
              + " "
              + response.request().uri()
              + ": "
              + response.code()
              + " "
              + said);
    }
    return response.body();
  }

  @Override
  public void close() {
    client.close();
  }
}
