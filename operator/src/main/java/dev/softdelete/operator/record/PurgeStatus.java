package dev.softdelete.operator.record;

import static dev.softdelete.operator.record.RecordCondition.DELETED;
import static dev.softdelete.operator.record.RecordCondition.PURGED;
import static dev.softdelete.operator.record.RecordCondition.RESTORE_POSSIBLE;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Builds the status of a record that is about to be purged, or whose purge is delayed. */
public final class PurgeStatus {
  private PurgeStatus() {}

  /** Returns the status after an obstacle has delayed the purge. */
  public static DeletedResourceStatus notPurged(DeletedResource record, String why, Instant now) {
    PurgeProgress progress = PurgeProgress.of(record);
    boolean waits = progress instanceof PurgeProgress.Waits;
    PurgeProgress.Reason reason =
        switch (progress) {
          case PurgeProgress.Waits w -> PurgeProgress.Reason.MassPurge;
          case PurgeProgress.Begun b -> PurgeProgress.Reason.Purging;
          case PurgeProgress.NotTried n -> PurgeProgress.Reason.PurgeDelayed;
          case PurgeProgress.Delayed d -> PurgeProgress.Reason.PurgeDelayed;
        };
    var conditions =
        Conditions.with(RecordCondition.all(record), PURGED.set(false, reason.name(), why), now);
    State state =
        waits
                || record.getMetadata().getDeletionTimestamp() == null
                || RecordStep.state(record) == State.RESTORED
            ? RecordStep.state(record)
            : State.PURGING;
    return new DeletedResourceStatus(
        state, RecordStep.restoredAs(record).orElse(null), RecordStatus.seen(record), conditions);
  }

  /**
   * Returns the status while the purge waits. The state does not change, because a restore cancels
   * the purge.
   */
  public static DeletedResourceStatus purgeWaits(
      DeletedResource record, int others, Instant until, Instant now) {
    var metadata = record.getMetadata();
    String message =
        ("It is one of %d purges that were asked for at once, and waits until %s. To call it off:"
                + " kubectl annotate deletedresource %s -n %s softdelete.dev/restore=true")
            .formatted(
                others + 1,
                until.truncatedTo(ChronoUnit.SECONDS),
                metadata.getName(),
                metadata.getNamespace());
    return new DeletedResourceStatus(
        RecordStep.state(record),
        RecordStep.restoredAs(record).orElse(null),
        RecordStatus.seen(record),
        // The wait counts from now, even if another obstacle delayed the purge before.
        Conditions.with(
            PURGED.removed(RecordCondition.all(record)),
            PURGED.set(false, PurgeProgress.Reason.MassPurge.name(), message),
            now));
  }

  /** Returns the status for a purge that has waited and can no longer be canceled. */
  public static DeletedResourceStatus purging(DeletedResource record, Instant now) {
    return new DeletedResourceStatus(
        State.PURGING,
        RecordStep.restoredAs(record).orElse(null),
        RecordStatus.seen(record),
        Conditions.with(
            RecordCondition.all(record),
            PURGED.set(false, PurgeProgress.Reason.Purging.name(), "Its purge has begun."),
            now));
  }

  /**
   * Returns the status of a record that has ended, but that finalizers of others keep. Nothing can
   * be restored from it any more.
   *
   * @param purged whether it was purged; otherwise it is kept elsewhere
   * @param what what became of it
   */
  public static DeletedResourceStatus ended(
      DeletedResource record, boolean purged, String what, Instant now) {
    String reason = (purged ? PurgeProgress.Reason.Purged : PurgeProgress.Reason.Moved).name();
    String message =
        "%s This record has finalizers of others, %s, and is gone once they are taken off."
            .formatted(what, foreignFinalizers(record));
    RestoredObject back = RecordStep.restoredAs(record).orElse(null);
    var conditions = RecordStatus.settled(RecordCondition.all(record));
    for (Condition next :
        List.of(
            PURGED.set(purged, reason, message),
            RESTORE_POSSIBLE.set(false, reason, message),
            DELETED.set(back == null, reason, message))) {
      conditions = Conditions.with(conditions, next, now);
    }
    return new DeletedResourceStatus(
        back == null ? State.PURGING : State.RESTORED, back, conditions);
  }

  /** Returns the finalizers that keep the record after the operator has taken off its own. */
  public static List<String> foreignFinalizers(DeletedResource record) {
    return record.getMetadata().getFinalizers().stream()
        .filter(finalizer -> !finalizer.equals(SoftDelete.PURGE_FINALIZER))
        .toList();
  }
}
