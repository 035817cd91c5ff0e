package dev.softdelete.operator.room;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.record.PurgeProgress;
import dev.softdelete.operator.record.RecordStep;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a record is about to be gone, so that its room can be waited for. */
final class Leaving {
  private Leaving() {}

  /**
   * Whether it is: its purge time has come, or somebody deleted it. A purge that waits for
   * something may wait for long.
   *
   * @param now the current time by the API server's clock
   */
  static boolean is(DeletedResource record, Instant now) {
    if (RecordStep.comesBack(record) || Boolean.TRUE.equals(record.getSpec().legalHold())) {
      return false;
    }
    return switch (PurgeProgress.of(record)) {
      case PurgeProgress.Begun b -> true;
      case PurgeProgress.NotTried n ->
          record.getMetadata().getDeletionTimestamp() != null
              || Optional.ofNullable(record.getSpec().purgeTime())
                  .map(Instant::parse)
                  .filter(time -> !now.isBefore(time))
                  .isPresent();
      case PurgeProgress.Waits w -> false;
      case PurgeProgress.Delayed d -> false;
    };
  }
}
