package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.record.FieldTimes;
import dev.softdelete.operator.record.RecordStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When somebody asked for a purge, by deleting the record or by moving its purge time. */
public final class AskedPurge {
  /** Our own deletes may come so much before the purge time, by the API server's clock. */
  private static final Duration INEXACT = Duration.ofSeconds(5);

  private AskedPurge() {}

  /** Empty where time alone brings it, and where the record ends because its object is back. */
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

  /** Whether it was moved earlier is not told; one that was moved later has long been so. */
  private static Optional<Instant> moved(DeletedResource record) {
    // The stamp is the API server's; a field manager may call itself as it likes, and us.
    return record.getSpec().purgeTimeMovedBy() == null
        ? FieldTimes.writtenByOthers(record, "spec", "purgeTime")
        : FieldTimes.written(record, "spec", "purgeTime");
  }
}
