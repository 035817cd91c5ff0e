package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.record.PurgeProgress;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether a requested purge still gives way to a restore that was requested after it. A
 * restore that is asked for in a loop, or that waits for something, must not keep a purge waiting
 * for ever.
 */
final class GivesWay {
  private static final Duration TO_RESTORE = Duration.ofHours(1);

  private GivesWay() {}

  /**
   * Whether it does: for as long as a mass purge waits at most, and for an hour in which the
   * restore can be finished. A purge that cannot proceed anyway gives way without a limit.
   *
   * @param record a record that was deleted
   * @param now the current time by the API server's clock
   */
  static boolean still(DeletedResource record, MassPurge.Pace pace, Instant now) {
    return Boolean.TRUE.equals(record.getSpec().legalHold())
        || PurgeProgress.of(record) instanceof PurgeProgress.Delayed
        || now.isBefore(
            Instant.parse(record.getMetadata().getDeletionTimestamp())
                .plus(pace.delay())
                .plus(TO_RESTORE));
  }
}
