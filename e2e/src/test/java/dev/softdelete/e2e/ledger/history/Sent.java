package dev.softdelete.e2e.ledger.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A request and its answer.
 *
 * @param worker who sent it
 * @param what it was, for a reader
 * @param stamp by which its write can be told from all others
 * @param code of HTTP; 0 when there was no answer
 * @param answer the object, or the Status
 */
public record Sent(
    String worker,
    String what,
    String method,
    String path,
    String stamp,
    Instant at,
    int code,
    JsonNode answer) {

  public boolean acknowledged() {
    return code >= 200 && code < 300;
  }

  /** No answer, or one that leaves open whether it was done: both may be. */
  public boolean maybe() {
    return code == 0 || code >= 500;
  }

  public boolean refused() {
    return !acknowledged() && !maybe();
  }

  /** Of the object that was written; empty when the answer has none. */
  public String uid() {
    return answer.at("/metadata/uid").asText();
  }

  /** Which version was written; 0 when the answer does not say it. */
  public long revision() {
    return answer.at("/metadata/resourceVersion").asLong();
  }

  public boolean created() {
    return code == 201;
  }

  @Override
  public String toString() {
    return "%s by %s (%s, answered %s at %s)"
        .formatted(what, worker, stamp, code == 0 ? "nothing" : code, at);
  }
}
