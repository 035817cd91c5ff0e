package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.record.FieldTimes;
import dev.softdelete.operator.record.RecordStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds when a user asked for a purge, by deleting the record or by moving its purge time. */
public final class AskedPurge {
  /**
   * The operator's own deletes may come this long before the purge time, by the API server's clock.
   */
  private static final Duration INEXACT = Duration.ofSeconds(5);

  private AskedPurge() {}

  /**
   * Returns the time; empty if only the purge time causes the purge, or if the record ends because
   * its object was restored.
   */
  public static Optional<Instant> at(DeletedResource record) {
    if (RecordStep.restoredAs(record).isPresent()) {
      return Optional.empty();
    }
    Optional<Instant> deleted =
        Optional.ofNullable(record.getMetadata().getDeletionTimestamp()).map(Instant::parse);
    return deleted.filter(at -> early(record, at)).or(() -> moved(record));
  }

  private static boolean early(DeletedResource record, Instant deleted) {
    return Optional.ofNullable(record.getSpec().purgeTime())
        .map(Instant::parse)
        .filter(time -> !deleted.isBefore(time.minus(INEXACT)))
        .isEmpty();
  }

  /**
   * Returns when the purge time was moved. The record does not show whether it was moved earlier.
   * If it was moved later, that happened long ago.
   */
  private static Optional<Instant> moved(DeletedResource record) {
    // The API server stamps purgeTimeMovedBy. A user can choose any field manager, including ours.
    return record.getSpec().purgeTimeMovedBy() == null
        ? FieldTimes.writtenByOthers(record, "spec", "purgeTime")
        : FieldTimes.written(record, "spec", "purgeTime");
  }
}
