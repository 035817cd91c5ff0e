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
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Requests with the bytes as they travel. Every method throws {@link ApiException} when the API
 * server refuses and {@link UncheckedIOException} when it cannot be reached.
 */
public final class ApiServer {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String APPLY_PATCH = "application/apply-patch+yaml";
  private static final String APPLY_OPTIONS = "?fieldManager=soft-delete-operator&force=true";
  private static final String JSON = "application/json";
  private static final String WHO_AM_I = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

  /** The API server itself gives up after a minute; a lost answer is not waited for any longer. */
  private static final long ANSWERED_WITHIN_SECONDS = 75;

  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

  private final KubernetesClient client;
  private final String root;
  private final ServerClock clock;

  public ApiServer(KubernetesClient client, ServerClock clock) {
    this.client = client;
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
    return client.getHttpClient().newHttpRequestBuilder().uri(root + path);
  }

  /** With a body that can be sent twice: the client repeats what was answered with 429 or 5xx. */
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
    HttpResponse<byte[]> response;
    try {
      response =
          client
              .getHttpClient()
              .sendAsync(request.build(), byte[].class)
              .orTimeout(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS)
              .join();
    } catch (CompletionException e) {
      throw new UncheckedIOException(unreachable(e.getCause()));
    }
    observeClock(response);
    if (!response.isSuccessful()) {
      throw new ApiException(response.code(), status(response.body()));
    }
    return response.body();
  }

  private static IOException unreachable(Throwable cause) {
    var exception = new ConnectException("the API server cannot be reached: " + cause);
    exception.initCause(cause);
    return exception;
  }

  private void observeClock(HttpResponse<?> response) {
    String date = response.header("Date");
    if (date != null) {
      clock.observe(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }
  }

  private static JsonNode status(byte[] body) {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      return Json.object();
    }
  }

  private static KubeObject object(byte[] body) {
    return KubeObject.parse(body);
  }
}
