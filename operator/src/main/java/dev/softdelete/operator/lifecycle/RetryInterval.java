package dev.softdelete.operator.lifecycle;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;

/**
 * When a refused restore is tried again: soon at first, since most obstacles pass in seconds, then
 * ever more rarely, by the record alone.
 */
enum RetryInterval {
  /** It may go away by itself. */
  SOON(Duration.ofMillis(500), Duration.ofSeconds(5)),

  /** It takes somebody to change something first. */
  LATER(Duration.ofSeconds(5), Duration.ofMinutes(1));

  private final Duration least;
  private final Duration most;

  RetryInterval(Duration least, Duration most) {
    this.least = least;
    this.most = most;
  }

  /** Half as long as it has been refused. */
  Duration after(Duration refusedFor) {
    Duration half = refusedFor.dividedBy(2);
    return half.compareTo(least) < 0 ? least : half.compareTo(most) > 0 ? most : half;
  }

  /**
   * For a record whose status says that it was refused.
   *
   * @param now by the API server's clock
   */
  Duration of(DeletedResource refused, Instant now) {
    return Conditions.find(refused.getStatus().conditions(), "Restored")
        .map(Condition::getLastTransitionTime)
        .map(since -> after(Duration.between(Instant.parse(since), now)))
        .orElse(least);
  }
}
