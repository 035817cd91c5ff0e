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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends requests to the API server and returns the received bytes unchanged. Every method throws
 * {@link ApiException} when the API server refuses and {@link UncheckedIOException} when it cannot
 * be reached. A request is sent again when its answer was lost, so a write may find that it was
 * already carried out. Therefore the caller of a create checks whether the existing object is its
 * own, and the caller of a conditional patch reads the object again.
 */
public final class ApiServer {
  /**
   * The objects of our own definitions. An API server that has just started does not serve them for
   * a moment and answers 404, which does not mean that a record is gone.
   */
  private static final String OURS = "/apis/" + ResourceType.DELETED_RESOURCES.apiVersion() + "/";

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

  /**
   * Returns a client that does not wait before it sends a request again, but reports how long it
   * would wait.
   */
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

  /** Returns the bytes of the object; empty when it does not exist. */
  public Optional<byte[]> find(String path) {
    return find(path, JSON);
  }

  /** Returns the object; empty when it does not exist. */
  public Optional<KubeObject> findObject(String path) {
    return find(path).map(ApiServer::object);
  }

  /**
   * Returns the object, without its payload if its server supports that; empty when it does not
   * exist.
   */
  public Optional<KubeObject> findMetadata(String path) {
    return find(path, METADATA).map(ApiServer::object);
  }

  private Optional<byte[]> find(String path, String accept) {
    try {
      return Optional.of(get(path, accept));
    } catch (ApiException e) {
      if (e.objectNotFound() || (e.notFound() && !path.startsWith(OURS))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public KubeObject create(String path, JsonNode body) {
    return object(send(request(path).post(JSON, Json.bytes(body)), List.of(body)));
  }

  /** Creates an object as the requester, with the requester's rights instead of ours. */
  public KubeObject createAs(Requester requester, String path, JsonNode body) {
    return object(sendAs(requester, request(path).post(JSON, Json.bytes(body)), List.of(body)));
  }

  public KubeObject mergePatch(String path, JsonNode patch) {
    return object(send(write(path, "PATCH", MERGE_PATCH, patch)));
  }

  /** Patches values that contain nulls, which a merge patch would treat as removals. */
  public KubeObject jsonPatch(String path, ArrayNode operations) {
    return object(send(write(path, "PATCH", JSON_PATCH, operations)));
  }

  /** The same as the requester, with the requester's rights instead of ours. */
  public KubeObject jsonPatchAs(Requester requester, String path, ArrayNode operations) {
    return object(sendAs(requester, write(path, "PATCH", JSON_PATCH, operations), List.of()));
  }

  /** Patches an object as the requester, with the requester's rights instead of ours. */
  public KubeObject mergePatchAs(Requester requester, String path, JsonNode patch) {
    return object(sendAs(requester, write(path, "PATCH", MERGE_PATCH, patch), List.of()));
  }

  /**
   * Applies a manifest server-side and by force as the requester, with the requester's rights
   * instead of ours.
   */
  public KubeObject applyAs(
      Requester requester, String path, String fieldManager, JsonNode manifest) {
    return applyAs(requester, path, fieldManager, "", manifest);
  }

  /** Returns what the same apply would result in, by a dry run. */
  public KubeObject applyDryRunAs(
      Requester requester, String path, String fieldManager, JsonNode manifest) {
    return applyAs(requester, path, fieldManager, "&dryRun=All", manifest);
  }

  private KubeObject applyAs(
      Requester requester, String path, String fieldManager, String more, JsonNode manifest) {
    String manager = URLEncoder.encode(fieldManager, StandardCharsets.UTF_8);
    String query = "?force=true&fieldManager=" + manager + more;
    return object(
        sendAs(requester, write(path + query, "PATCH", APPLY_PATCH, manifest), List.of()));
  }

  public KubeObject apply(String path, JsonNode body) {
    return object(send(write(path + APPLY_OPTIONS, "PATCH", APPLY_PATCH, body)));
  }

  /** Checks by a dry run whether an apply would be accepted. */
  public void applyDryRun(String path, JsonNode body) {
    send(write(path + APPLY_OPTIONS + "&dryRun=All", "PATCH", APPLY_PATCH, body));
  }

  /** Deletes the object; does nothing when it does not exist. */
  public void delete(String path) {
    delete(path, Json.object());
  }

  /** The same, but the API server answers a conflict if the object is not the version seen. */
  public void delete(String path, ObjectMeta seen) {
    ObjectNode options = Json.object();
    options
        .putObject("preconditions")
        .put("uid", seen.getUid())
        .put("resourceVersion", seen.getResourceVersion());
    delete(path, options);
  }

  /** The same with DeleteOptions, such as the propagation policy. */
  public void delete(String path, ObjectNode options) {
    try {
      send(write(path, "DELETE", JSON, options));
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }

  /** Deletes as the requester, with the requester's rights instead of ours. May answer 404. */
  public void deleteAs(Requester requester, String path, ObjectNode options) {
    sendAs(requester, write(path, "DELETE", JSON, options), List.of());
  }

  private HttpRequest.Builder request(String path) {
    return transport.request().uri(root + path);
  }

  /** Builds a write whose body can be sent twice. */
  private HttpRequest.Builder write(String path, String method, String type, JsonNode body) {
    return request(path).method(method, type, new String(Json.bytes(body), StandardCharsets.UTF_8));
  }

  /**
   * Sends the request as the requester. A username that arrives garbled could belong to another
   * user, so the API server is asked first how it understands such a name.
   */
  private byte[] sendAs(Requester requester, HttpRequest.Builder request, List<JsonNode> objects) {
    if (Impersonation.needsProof(requester)) {
      HttpRequest.Builder question = request(WHO_AM_I).post(JSON, Json.bytes(Json.object()));
      byte[] answer = send(as(requester, question));
      if (!Impersonation.understood(requester, Json.parse(answer).at("/status/userInfo"))) {
        throw Impersonation.unspeakable(requester.username());
      }
    }
    return send(as(requester, request), objects);
  }

  private static HttpRequest.Builder as(Requester requester, HttpRequest.Builder request) {
    Impersonation.headers(requester).forEach(h -> request.header(h.name(), h.value()));
    return request;
  }

  private byte[] send(HttpRequest.Builder request) {
    return send(request, List.of());
  }

  /** Sends the request, which contains these whole objects. */
  private byte[] send(HttpRequest.Builder request, List<JsonNode> objects) {
    HttpResponse<byte[]> response = transport.send(request.build());
    clock.observe(response);
    if (!response.isSuccessful()) {
      throw ApiException.of(response, objects);
    }
    return response.body();
  }

  /**
   * Parses an object from the answer. An answer without an object did not come from the API server.
   */
  private static KubeObject object(byte[] body) {
    try {
      return KubeObject.parse(body);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException("the answer is no object: " + e, e));
    }
  }
}
