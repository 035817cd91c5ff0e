package dev.softdelete.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Requests to the API server in somebody's name, by the thousand: without a process for each.
 * Bodies are YAML.
 *
 * @param headers who it is, where the client's own credentials do not say it
 * @param dryRun whether nothing is to be written
 */
public record Caller(
    KubernetesClient client, List<Map.Entry<String, String>> headers, boolean dryRun) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than all webhooks that are asked on the way may take. */
  private static final long LONGEST_ANSWER_SECONDS = 60;

  private static KubernetesClient administrator;
  private static KubernetesClient anonymous;

  /**
   * What the API server said.
   *
   * @param code of HTTP
   * @param body the object, or the Status
   */
  public record Answer(int code, JsonNode body) {
    public boolean ok() {
      return code < 300;
    }

    public String message() {
      return body.path("message").asText();
    }

    @Override
    public String toString() {
      return code + " " + (ok() ? body.path("metadata").path("name").asText() : message());
    }
  }

  /** Member of {@code system:masters}. */
  public static synchronized Caller administrator() {
    if (administrator == null) {
      administrator = client(builder -> {});
    }
    return new Caller(administrator, List.of(), false);
  }

  /** Without any credentials. */
  public static synchronized Caller anonymous() {
    if (anonymous == null) {
      anonymous =
          client(
              builder ->
                  builder.withClientCertData(null).withClientKeyData(null).withOauthToken(null));
    }
    return new Caller(anonymous, List.of(), false);
  }

  /** To the API server, they are no other than the user of that name. */
  public static Caller as(String username, String... groups) {
    var headers = new ArrayList<>(List.of(Map.entry("Impersonate-User", username)));
    for (String group : groups) {
      headers.add(Map.entry("Impersonate-Group", group));
    }
    return new Caller(administrator().client(), List.copyOf(headers), false);
  }

  private static KubernetesClient client(Consumer<ConfigBuilder> change) {
    var builder =
        new ConfigBuilder(Config.fromKubeconfig(Cluster.controlPlane().kubeconfigYaml()))
            .withRequestRetryBackoffLimit(0);
    change.accept(builder);
    return new KubernetesClientBuilder().withConfig(builder.build()).build();
  }

  /** The same, writing nothing. */
  public Caller dry() {
    return new Caller(client, headers, true);
  }

  public Answer get(String path) {
    return send(path, "GET", "application/json", "");
  }

  public Answer create(String path, String manifest) {
    return send(path, "POST", "application/json", json(manifest));
  }

  public Answer replace(String path, String manifest) {
    return send(path, "PUT", "application/json", json(manifest));
  }

  public Answer merge(String path, String patch) {
    return send(path, "PATCH", "application/merge-patch+json", json(patch));
  }

  public Answer strategicPatch(String path, String patch) {
    return send(path, "PATCH", "application/strategic-merge-patch+json", json(patch));
  }

  public Answer jsonPatch(String path, String operations) {
    return send(path, "PATCH", "application/json-patch+json", json(operations));
  }

  /** Server-side, by force. */
  public Answer apply(String path, String manifest) {
    return send(
        path + (path.contains("?") ? "&" : "?") + "fieldManager=them&force=true",
        "PATCH",
        "application/apply-patch+yaml",
        json(manifest));
  }

  /**
   * Deletes one or, by the path of a collection, all.
   *
   * @param options DeleteOptions, {@code {}} for the usual ones
   */
  public Answer delete(String path, String options) {
    ObjectNode sent = yaml(options).deepCopy();
    if (dryRun) {
      // The query does not count beside a body.
      sent.putArray("dryRun").add("All");
    }
    return send(path, "DELETE", "application/json", sent.toString());
  }

  /**
   * Any request.
   *
   * @param body as it is sent; empty for a read
   */
  public Answer send(String path, String method, String type, String body) {
    boolean read = method.equals("GET");
    String query = dryRun && !read ? (path.contains("?") ? "&" : "?") + "dryRun=All" : "";
    String root = client.getMasterUrl().toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(root + path + query)
            .timeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
    headers.forEach(h -> request.header(h.getKey(), h.getValue()));
    if (!read) {
      request.method(method, type, body);
    }
    HttpResponse<byte[]> response =
        client
            .getHttpClient()
            .sendAsync(request.build(), byte[].class)
            // That of the request is over once an answer has begun.
            .orTimeout(2 * LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)
            .join();
    return new Answer(response.code(), parse(response.body()));
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.createObjectNode().put("message", new String(body, StandardCharsets.UTF_8));
    }
  }

  private static String json(String yaml) {
    return yaml(yaml).toString();
  }

  private static JsonNode yaml(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
