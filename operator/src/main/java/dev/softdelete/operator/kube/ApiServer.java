package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Requests with the bytes as they travel. Every method throws {@link ApiException} when the API
 * server refuses and {@link UncheckedIOException} when it cannot be reached. A request whose answer
 * was lost is sent again, so a write may find that it was carried out already: the caller of a
 * create looks whether what exists is its own, and the caller of a conditional patch looks again.
 */
public final class ApiServer {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String APPLY_PATCH = "application/apply-patch+yaml";
  private static final String APPLY_OPTIONS = "?fieldManager=soft-delete-operator&force=true";
  private static final String JSON = "application/json";
  private static final String WHO_AM_I = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

  private final Transport transport;
  private final String root;
  private final ServerClock clock;

  public ApiServer(KubernetesClient client, ServerClock clock) {
    this(client, clock, Thread::sleep);
  }

  /** One that does not wait before it sends a request again, but tells for how long it would. */
  public static ApiServer withoutPauses(
      KubernetesClient client, ServerClock clock, Consumer<Duration> pauses) {
    return new ApiServer(client, clock, pauses::accept);
  }

  private ApiServer(KubernetesClient client, ServerClock clock, Transport.Pause pause) {
    this.transport = new Transport(client, RetryPolicy.USUAL, pause);
    this.root = client.getMasterUrl().toString().replaceAll("/+$", "");
    this.clock = clock;
  }

  public byte[] get(String path) {
    return get(path, JSON);
  }

  public byte[] get(String path, String accept) {
    return send(request(path).setHeader("Accept", accept));
  }

  /** Empty when there is none. */
  public Optional<byte[]> find(String path) {
    return find(path, JSON);
  }

  /** The object, without its payload where its server can; empty when there is none. */
  public Optional<KubeObject> findMetadata(String path) {
    return find(path, METADATA).map(ApiServer::object);
  }

  private Optional<byte[]> find(String path, String accept) {
    try {
      return Optional.of(get(path, accept));
    } catch (ApiException e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public KubeObject create(String path, JsonNode body) {
    return object(send(request(path).post(JSON, Json.bytes(body))));
  }

  /** Creates in somebody's name, with their rights and not ours. */
  public KubeObject createAs(Requester requester, String path, JsonNode body) {
    return object(sendAs(requester, request(path).post(JSON, Json.bytes(body))));
  }

  public KubeObject mergePatch(String path, JsonNode patch) {
    return object(send(write(path, "PATCH", MERGE_PATCH, patch)));
  }

  /** For values that hold nulls, which a merge patch would take for removals. */
  public KubeObject jsonPatch(String path, ArrayNode operations) {
    return object(send(write(path, "PATCH", JSON_PATCH, operations)));
  }

  /** Patches in somebody's name, with their rights and not ours. */
  public KubeObject mergePatchAs(Requester requester, String path, JsonNode patch) {
    return object(sendAs(requester, write(path, "PATCH", MERGE_PATCH, patch)));
  }

  /** Applies server-side in somebody's name, with their rights and not ours, by force. */
  public KubeObject applyAs(
      Requester requester, String path, String fieldManager, JsonNode manifest) {
    return applyAs(requester, path, fieldManager, "", manifest);
  }

  /** What the same would lead to. */
  public KubeObject applyDryRunAs(
      Requester requester, String path, String fieldManager, JsonNode manifest) {
    return applyAs(requester, path, fieldManager, "&dryRun=All", manifest);
  }

  private KubeObject applyAs(
      Requester requester, String path, String fieldManager, String more, JsonNode manifest) {
    String manager = URLEncoder.encode(fieldManager, StandardCharsets.UTF_8);
    String query = "?force=true&fieldManager=" + manager + more;
    return object(sendAs(requester, write(path + query, "PATCH", APPLY_PATCH, manifest)));
  }

  public KubeObject apply(String path, JsonNode body) {
    return object(send(write(path + APPLY_OPTIONS, "PATCH", APPLY_PATCH, body)));
  }

  /** Whether an apply would be accepted. */
  public void applyDryRun(String path, JsonNode body) {
    send(write(path + APPLY_OPTIONS + "&dryRun=All", "PATCH", APPLY_PATCH, body));
  }

  /** Does nothing when it is gone already. */
  public void delete(String path) {
    delete(path, Json.object());
  }

  /** Does nothing when it is gone already; conflicts when it is not the version that was seen. */
  public void delete(String path, ObjectMeta seen) {
    ObjectNode options = Json.object();
    options
        .putObject("preconditions")
        .put("uid", seen.getUid())
        .put("resourceVersion", seen.getResourceVersion());
    delete(path, options);
  }

  /**
   * The same with more to say, such as the propagation policy.
   *
   * @param options DeleteOptions
   */
  public void delete(String path, ObjectNode options) {
    try {
      send(write(path, "DELETE", JSON, options));
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return transport.request().uri(root + path);
  }

  /** With a body that can be sent twice. */
  private HttpRequest.Builder write(String path, String method, String type, JsonNode body) {
    return request(path).method(method, type, new String(Json.bytes(body), StandardCharsets.UTF_8));
  }

  /** Never in the name of whoever a garbled name would be. */
  private byte[] sendAs(Requester requester, HttpRequest.Builder request) {
    if (Impersonation.needsProof(requester)) {
      HttpRequest.Builder question = request(WHO_AM_I).post(JSON, Json.bytes(Json.object()));
      byte[] answer = send(as(requester, question));
      if (!Impersonation.understood(requester, Json.parse(answer).at("/status/userInfo"))) {
        throw Impersonation.unspeakable(requester.username());
      }
    }
    return send(as(requester, request));
  }

  private static HttpRequest.Builder as(Requester requester, HttpRequest.Builder request) {
    Impersonation.headers(requester).forEach(h -> request.header(h.name(), h.value()));
    return request;
  }

  private byte[] send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = transport.send(request.build());
    observeClock(response);
    if (!response.isSuccessful()) {
      throw new ApiException(response.code(), status(response.body()));
    }
    return response.body();
  }

  private void observeClock(HttpResponse<?> response) {
    String date = response.header("Date");
    if (date != null) {
      try {
        clock.observe(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeParseException e) {
        // Something between us and the API server wrote it: its clock does not matter.
      }
    }
  }

  private static JsonNode status(byte[] body) {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      return Json.object();
    }
  }

  /** What comes back without an object in it did not come from the API server. */
  private static KubeObject object(byte[] body) {
    try {
      return KubeObject.parse(body);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException("the answer is no object: " + e, e));
    }
  }
}
