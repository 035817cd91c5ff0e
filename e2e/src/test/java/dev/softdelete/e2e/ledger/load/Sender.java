package dev.softdelete.e2e.ledger.load;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.ledger.history.Journal;
import dev.softdelete.e2e.ledger.history.Sent;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/** Sends requests and keeps what they were answered. */
public final class Sender {
  private final Caller caller;
  private final Journal journal;

  public Sender(Caller caller, Journal journal) {
    this.caller = caller;
    this.journal = journal;
  }

  /**
   * Sends it.
   *
   * @param what for a reader
   * @param stamp which its body bears
   */
  public Sent send(String worker, String what, String stamp, Call call) {
    Instant at = Instant.now();
    Sent sent;
    try {
      Caller.Answer answer = caller.send(call.path(), call.method(), call.type(), call.body());
      sent =
          new Sent(
              worker, what, call.method(), call.target(), stamp, at, answer.code(), answer.body());
    } catch (CompletionException e) {
      // Whether it was done nobody knows.
      sent =
          new Sent(
              worker, what, call.method(), call.target(), stamp, at, 0, MissingNode.getInstance());
    }
    journal.add(sent);
    return sent;
  }
}
