package dev.softdelete.operator.record;

import dev.softdelete.api.AnsweredCreate;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells whether a create that was answered with the deleted object of a record may still be stored.
 * Until then, a restore elsewhere would be a second one, and a purge would delete the snapshot
 * before the object is finished.
 */
public final class CreateUnderWay {
  /**
   * The API server gives every create 34 seconds, which begin before it asks the webhook. The rest
   * is for the write to etcd and for clocks that differ.
   */
  public static final Duration AT_MOST = Duration.ofSeconds(40);

  private CreateUnderWay() {}

  /**
   * Returns when no answered create of the record can be stored any more; empty if none can be now.
   *
   * @param now the current time by the API server's clock
   */
  public static Optional<Instant> until(DeletedResource record, Instant now) {
    return RecordStep.state(record) == State.DELETED ? end(record, now) : Optional.empty();
  }

  /** Whether the last answered create of the record, if there is one, can no longer be stored. */
  public static boolean isOver(DeletedResource record, Instant now) {
    return end(record, now).isEmpty();
  }

  private static Optional<Instant> end(DeletedResource record, Instant now) {
    return Optional.ofNullable(record.getSpec().answeredCreate())
        .map(AnsweredCreate::time)
        .map(Instant::parse)
        // A clock that was set back must not make anybody wait for longer.
        .filter(answered -> !answered.isAfter(now.plus(AT_MOST)))
        .map(answered -> answered.plus(AT_MOST))
        .filter(now::isBefore);
  }
}
