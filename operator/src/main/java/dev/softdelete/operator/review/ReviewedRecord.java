package dev.softdelete.operator.review;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.snapshot.Format;
import java.util.Optional;

/** Decides by a record alone whether its copy can be read. */
final class ReviewedRecord {
  private ReviewedRecord() {}

  /**
   * Returns why the copy cannot be read, if so. A restored record has its copy as long as it
   * exists. A purge that has not begun may still be called off, see {@link RecordStep#stays}; once
   * it has, the finalizers of others bring nothing back.
   */
  static Optional<ReviewRefusal> objection(DeletedResource record) {
    if (Format.newer(record)) {
      return Optional.of(ReviewRefusal.newer(record));
    }
    return purged(record) ? Optional.of(ReviewRefusal.purged(record)) : Optional.empty();
  }

  private static boolean purged(DeletedResource record) {
    var metadata = record.getMetadata();
    return RecordStep.state(record) == State.PURGING
        || (metadata.getDeletionTimestamp() != null
            && !metadata.getFinalizers().contains(SoftDelete.PURGE_FINALIZER));
  }
}
