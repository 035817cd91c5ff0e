package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.List;

/**
 * The refusal of a request by the API server: the HTTP code and the returned Status. Its message is
 * for every reader and contains no value of an object; {@link #whole} is not.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;
  private final transient JsonNode status;
  private final transient List<JsonNode> sent;

  /** The message, once it was asked for: most refusals are decided by their code. */
  private transient String message;

  public ApiException(int code, JsonNode status) {
    this(code, status, List.of());
  }

  /**
   * Creates the refusal of a request that sent whole objects.
   *
   * @param sent the objects
   */
  ApiException(int code, JsonNode status, List<JsonNode> sent) {
    super();
    this.code = code;
    this.reason = status.path("reason").asText("");
    this.status = status;
    this.sent = sent;
  }

  /**
   * Reads the refusal from the answer. A proxy may have refused the request with a text that is no
   * Status.
   *
   * @param sent the whole objects that the request contained
   */
  static ApiException of(HttpResponse<byte[]> refused, List<JsonNode> sent) {
    JsonNode status;
    try {
      status = Json.parse(refused.body());
    } catch (IllegalArgumentException e) {
      status = Json.object();
    }
    return new ApiException(refused.code(), status, sent);
  }

  /**
   * Returns who refused, which rule or field, and the words without values. If the request sent no
   * whole object, the words are few: use {@link #about} where the object is known.
   */
  @Override
  public synchronized String getMessage() {
    if (message == null) {
      message = text(sent);
    }
    return message;
  }

  /**
   * Returns the message for every reader.
   *
   * @param objects the objects that were read, sent or changed, each as a whole
   */
  public String about(JsonNode... objects) {
    return text(List.of(objects));
  }

  private String text(List<JsonNode> objects) {
    String text = RefusalText.of(status, KnownValues.of(objects));
    return text.isEmpty() ? "HTTP " + code : text;
  }

  /**
   * Returns the whole text, which may contain values of the object. It is for decisions, and for
   * readers who may read the object; never for a condition, an event or a log.
   */
  public String whole() {
    return status.path("message").asText("");
  }

  public int code() {
    return code;
  }

  /** Returns the machine-readable reason of the Status; empty when there is none. */
  public String reason() {
    return reason;
  }

  /**
   * Whether the API server answered 404. A webhook can answer the same code, but that says nothing
   * about the object.
   */
  public boolean notFound() {
    return code == 404 && !byWebhook();
  }

  /**
   * Whether the object does not exist. The API server also answers 404 for a resource that is not
   * served, possibly only for a moment, but then without a reason.
   */
  public boolean objectNotFound() {
    return notFound() && reason.equals("NotFound");
  }

  public boolean conflict() {
    return code == 409;
  }

  /**
   * Whether an object of that name exists. A webhook can give the same reason, but that says
   * nothing about the object.
   */
  public boolean alreadyExists() {
    return code == 409 && reason.equals("AlreadyExists") && !byWebhook();
  }

  public boolean byWebhook() {
    return whole().startsWith("admission webhook \"");
  }

  /** Whether the same request may succeed later without a correction by a user. */
  public boolean mayPass() {
    return code == 429 || code >= 500;
  }

  /**
   * Whether the API server itself cannot answer for now. It is not a refusal by a schema or a
   * webhook.
   */
  public boolean unavailable() {
    return (code == 429 || code == 503 || code == 504) && !byWebhook();
  }

  /** Whether one of the causes in the Status' details has this reason. */
  public boolean causedBy(String causeReason) {
    for (JsonNode cause : status.path("details").path("causes")) {
      if (cause.path("reason").asText().equals(causeReason)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the token that continues an expired list (410) over the objects that exist then; empty
   * when there is none.
   */
  public String continueToken() {
    return status.path("metadata").path("continue").asText("");
  }

  /** Returns the kind that the Status' details name; empty when they name none. */
  public String detailsKind() {
    return status.path("details").path("kind").asText("");
  }
}
