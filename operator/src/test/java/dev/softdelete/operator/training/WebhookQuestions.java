package dev.softdelete.operator.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Sends AdmissionReviews to the webhook. */
final class WebhookQuestions implements AutoCloseable {
  private final int port;
  private final HttpClient http;

  WebhookQuestions(int port) {
    this.port = port;
    this.http = HttpClient.newBuilder().sslContext(trustingAnybody()).build();
  }

  /** Sends a review of a create and of a delete to each path of a configuration. */
  void ask(JsonNode configuration) throws IOException, InterruptedException {
    Set<String> paths = new LinkedHashSet<>();
    configuration
        .path("webhooks")
        .forEach(w -> paths.add(URI.create(w.at("/clientConfig/url").asText()).getPath()));
    for (String path : paths) {
      post(path, review("CREATE", "object"));
      post(path, review("DELETE", "oldObject"));
    }
  }

  private void post(String path, ObjectNode review) throws IOException, InterruptedException {
    http.send(
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .POST(BodyPublishers.ofByteArray(Json.bytes(review)))
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private static ObjectNode review(String operation, String of) {
    ObjectNode review =
        Json.object().put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    ObjectNode request =
        review
            .putObject("request")
            .put("uid", "training")
            .put("operation", operation)
            .put("namespace", Scene.NAMESPACE)
            .put("name", "asked-about");
    request.putObject("kind").put("version", "v1").put("kind", "ConfigMap");
    request.putObject("resource").put("version", "v1").put("resource", "configmaps");
    request.putObject("userInfo").put("username", "somebody").putArray("groups").add("people");
    request.putObject("options");
    ObjectNode object = request.putObject(of).put("apiVersion", "v1").put("kind", "ConfigMap");
    object
        .putObject("metadata")
        .put("name", "asked-about")
        .put("namespace", Scene.NAMESPACE)
        .put("uid", "training");
    return review;
  }

  /** Returns a context that trusts every server, because the server is our own process. */
  private static SSLContext trustingAnybody() {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {new TrustsAnybody()}, null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TrustsAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
