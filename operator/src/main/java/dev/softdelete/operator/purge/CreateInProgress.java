package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.operator.record.FieldTimes;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.requester.Login;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells whether a create that restores the record may be in progress: the webhook has stamped its
 * requester, and the API server has not stored the object yet. A purge at that moment would delete
 * the snapshot before the object is finished.
 */
public final class CreateInProgress {
  /** A webhook call and the write after it are over by then. */
  private static final Duration AT_MOST = Duration.ofSeconds(15);

  private CreateInProgress() {}

  /**
   * Whether it may be; then the purge must wait. The webhook stamps no record that is being
   * deleted, so a stamp that is written then, as by requests in a loop, does not delay the purge.
   */
  public static boolean possible(DeletedResource record, Instant now) {
    return Login.in(record.getSpec().restoreRequestedBy())
        && RecordStep.state(record) == State.DELETED
        && FieldTimes.written(record, "spec", "restoreRequestedBy")
            .map(stamped -> stamped.isBefore(deleted(record)) ? stamped : deleted(record))
            .filter(stamped -> now.isBefore(stamped.plus(AT_MOST)))
            .isPresent();
  }

  private static Instant deleted(DeletedResource record) {
    String deleted = record.getMetadata().getDeletionTimestamp();
    return deleted == null ? Instant.MAX : Instant.parse(deleted);
  }
}
