package dev.softdelete.operator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The answer to a request.
 *
 * @param body created when the request arrives
 * @param cut whether and when the connection is cut instead
 */
public record Answer(int code, Map<String, String> headers, Supplier<String> body, Cut cut) {
  /** When the connection is cut. */
  public enum Cut {
    NOWHERE,
    /** Before the request arrives: nothing is carried out. */
    BEFORE,
    /** After the request was carried out, before the first byte of the answer. */
    AFTER,
    /** Before the last byte of the answer. */
    WITHIN
  }

  public static final Answer NOT_FOUND = refusal(404, "NotFound", "there is none");

  /** The answer for a path below which nothing is served. */
  public static final Answer NOT_SERVED =
      new Answer(404, Map.of(), () -> "404 page not found\n", Cut.NOWHERE);

  public static final Answer ALREADY_EXISTS = refusal(409, "AlreadyExists", "it already exists");
  public static final Answer CONFLICT = refusal(409, "Conflict", "the object has been modified");
  public static final Answer EXPIRED = refusal(410, "Expired", "too old resource version");
  public static final Answer INVALID = refusal(422, "Invalid", "spec.size: Required value");
  public static final Answer TOO_MANY =
      refusal(429, "TooManyRequests", "too many requests").with("Retry-After", "1");
  public static final Answer WEBHOOK_DOWN =
      refusal(500, "InternalError", "Internal error occurred: failed calling webhook \"w\"");
  public static final Answer UNAVAILABLE = refusal(503, "ServiceUnavailable", "not ready");
  public static final Answer CUT = new Answer(0, Map.of(), () -> "", Cut.BEFORE);

  public static Answer ok(JsonNode body) {
    return ok(() -> body);
  }

  public static Answer ok(Supplier<JsonNode> body) {
    return new Answer(200, Map.of(), () -> body.get().toString(), Cut.NOWHERE);
  }

  /** Returns a Status of failure. */
  public static Answer refusal(int code, String reason, String message) {
    ObjectNode status = Json.object().put("kind", "Status").put("status", "Failure");
    return ok(status.put("code", code).put("reason", reason).put("message", message)).code(code);
  }

  /** Returns the same refusal from an admission webhook. */
  public Answer byWebhook() {
    ObjectNode status = status();
    String message = "admission webhook \"w.example.com\" denied the request: ";
    return ok(status.put("message", message + status.path("message").asText())).code(code);
  }

  /** Returns the same refusal for an object of this resource. */
  public Answer about(String plural) {
    ObjectNode status = status();
    status.putObject("details").put("kind", plural);
    return ok(status).code(code);
  }

  /** Returns the same refusal with a machine-readable cause. */
  public Answer causedBy(String reason) {
    ObjectNode status = status();
    status.putObject("details").putArray("causes").addObject().put("reason", reason);
    return ok(status).code(code);
  }

  public Answer with(String header, String value) {
    return new Answer(code, Map.of(header, value), body, cut);
  }

  /** Returns an answer that does not arrive although the request is carried out. */
  public Answer lost() {
    return new Answer(code, headers, body, Cut.AFTER);
  }

  /** Returns an answer that arrives only in part although the request is carried out. */
  public Answer truncated() {
    return new Answer(code, headers, body, Cut.WITHIN);
  }

  /** Returns the same answer with another HTTP code. */
  public Answer code(int other) {
    return new Answer(other, headers, body, cut);
  }

  private ObjectNode status() {
    return Json.parse(body.get().getBytes(StandardCharsets.UTF_8));
  }
}
