package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import java.time.Duration;
import java.time.Instant;

/**
 * Determines when a refused restore is tried again. The first retries come soon, because most
 * obstacles pass in seconds; later retries become less and less frequent. The interval depends only
 * on the record.
 */
public enum RetryInterval {
  /** The obstacle may disappear without user action. */
  SOON(Duration.ofMillis(500), Duration.ofSeconds(5)),

  /** A user must change something first. */
  LATER(Duration.ofSeconds(5), Duration.ofMinutes(1));

  private final Duration least;
  private final Duration most;

  RetryInterval(Duration least, Duration most) {
    this.least = least;
    this.most = most;
  }

  /** Returns half of the time for which the restore has been refused, within the bounds. */
  Duration after(Duration refusedFor) {
    Duration half = refusedFor.dividedBy(2);
    return half.compareTo(least) < 0 ? least : half.compareTo(most) > 0 ? most : half;
  }

  /**
   * Returns the interval for a record whose status says that its restore was refused.
   *
   * @param now the current time by the API server's clock
   */
  public Duration of(DeletedResource refused, Instant now) {
    return RestoreProgress.of(refused) instanceof RestoreProgress.Refused refusal
        ? after(Duration.between(refusal.since(), now))
        : least;
  }
}
