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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends requests to the API server in the name of a user. No process is started for a request, so
 * tests can send thousands of them. Bodies are YAML.
 *
 * @param headers the headers that name the user, if the client's own credentials do not
 * @param dryRun whether the requests are dry runs
 */
public record Caller(
    KubernetesClient client, List<Map.Entry<String, String>> headers, boolean dryRun) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The time limit of a request. It is longer than all webhooks of the request together may take.
   */
  private static final long LONGEST_ANSWER_SECONDS = 60;

  /** The administrator's clients by their User-Agent. */
  private static final Map<String, KubernetesClient> AGENTS = new ConcurrentHashMap<>();

  private static KubernetesClient administrator;
  private static KubernetesClient anonymous;

  /**
   * The answer of the API server.
   *
   * @param code the HTTP status code
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

  /** Returns a caller that is a member of {@code system:masters}. */
  public static synchronized Caller administrator() {
    if (administrator == null) {
      administrator = client(builder -> {});
    }
    return new Caller(administrator, List.of(), false);
  }

  /** Returns a caller without any credentials. */
  public static synchronized Caller anonymous() {
    if (anonymous == null) {
      anonymous =
          client(
              builder ->
                  builder.withClientCertData(null).withClientKeyData(null).withOauthToken(null));
    }
    return new Caller(anonymous, List.of(), false);
  }

  /** Returns a caller that impersonates the user. The API server treats it exactly as that user. */
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

  /**
   * Returns the same caller with a User-Agent, from which the API server derives the field manager
   * of requests that name none.
   */
  public Caller agent(String userAgent) {
    KubernetesClient agent =
        AGENTS.computeIfAbsent(userAgent, name -> client(builder -> builder.withUserAgent(name)));
    return new Caller(agent, headers, dryRun);
  }

  /** Returns the same caller, but its requests are dry runs. */
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

  /** Applies a manifest by server-side apply, with force. */
  public Answer apply(String path, String manifest) {
    return send(
        path + (path.contains("?") ? "&" : "?") + "fieldManager=them&force=true",
        "PATCH",
        "application/apply-patch+yaml",
        json(manifest));
  }

  /**
   * Deletes one object or, by the path of a collection, all objects of the collection.
   *
   * @param options DeleteOptions, {@code {}} for the default ones
   */
  public Answer delete(String path, String options) {
    ObjectNode sent = yaml(options).deepCopy();
    if (dryRun) {
      // The API server ignores the query parameter if the request has a body.
      sent.putArray("dryRun").add("All");
    }
    return send(path, "DELETE", "application/json", sent.toString());
  }

  /**
   * Sends any request.
   *
   * @param body the body exactly as it is sent; empty for a read
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
            // The timeout of the request no longer applies once an answer has begun.
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
