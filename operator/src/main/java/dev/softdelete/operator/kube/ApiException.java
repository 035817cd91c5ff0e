package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;

/** The API server's refusal of a request: its HTTP code, and the Status it answered with. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;
  private final transient JsonNode status;

  public ApiException(int code, JsonNode status) {
    super(status.path("message").asText("HTTP " + code));
    this.code = code;
    this.reason = status.path("reason").asText("");
    this.status = status;
  }

  public int code() {
    return code;
  }

  /** The machine-readable reason of the Status, empty when there is none. */
  public String reason() {
    return reason;
  }

  /** Whether there is none. A webhook may give the same code, and knows of none. */
  public boolean notFound() {
    return code == 404 && !byWebhook();
  }

  /**
   * Whether the object is not there. Of a resource that is not served, which may be for a moment,
   * the API server says 404 too, but with no reason.
   */
  public boolean objectNotFound() {
    return notFound() && reason.equals("NotFound");
  }

  public boolean conflict() {
    return code == 409;
  }

  /** Whether there is one of that name. A webhook gives the same reason and knows of none. */
  public boolean alreadyExists() {
    return code == 409 && reason.equals("AlreadyExists") && !byWebhook();
  }

  public boolean byWebhook() {
    return getMessage().startsWith("admission webhook \"");
  }

  /** Whether the same request may succeed later, with nobody correcting it. */
  public boolean mayPass() {
    return code == 429 || code >= 500;
  }

  /** Whether the API server itself has no answer for now: no schema and no webhook refuses. */
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

  /** Where a list that took too long (410) may go on, over what there is by then; else empty. */
  public String continueToken() {
    return status.path("metadata").path("continue").asText("");
  }

  /** The kind that the Status' details name, empty when they name none. */
  public String detailsKind() {
    return status.path("details").path("kind").asText("");
  }
}
