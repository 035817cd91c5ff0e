package dev.softdelete.operator.record;

import static dev.softdelete.operator.record.RecordCondition.DELETED;
import static dev.softdelete.operator.record.RecordCondition.RECONCILING;
import static dev.softdelete.operator.record.RecordCondition.RESTORED;
import static dev.softdelete.operator.record.RecordCondition.RESTORE_POSSIBLE;
import static dev.softdelete.operator.record.RecordCondition.STALLED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.SeenRequest;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.PlainText;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Builds the status of a record that is deleted, restored or previewed; {@link PurgeStatus} builds
 * that of a purge. The conditions follow kstatus.
 */
public final class RecordStatus {
  private static final int LONGEST_NAME = 1000;

  private RecordStatus() {}

  public static DeletedResourceStatus restoring(
      DeletedResource record, RestoredObject as, Instant now) {
    var conditions =
        Conditions.with(
            conditions(record),
            RESTORED.set(
                false,
                RestoreProgress.Reason.Restoring.name(),
                "It is created and being finished."),
            now);
    return new DeletedResourceStatus(
        State.RESTORING, as, RequestTime.noted(record, now), conditions);
  }

  /**
   * Returns the status for a root that is restored while members of its group are not restored yet.
   */
  public static DeletedResourceStatus bringingOthers(
      DeletedResource record, RestoredObject as, GroupProgress progress, Instant now) {
    String message = backAs(as) + " " + progress.message();
    var conditions = STALLED.removed(conditions(record));
    for (Condition next :
        List.of(
            RESTORED.set(false, RestoreProgress.Reason.RestoringGroup.name(), message),
            RECONCILING.set(true, RestoreProgress.Reason.RestoringGroup.name(), message))) {
      conditions = Conditions.with(conditions, next, now);
    }
    return new DeletedResourceStatus(
        State.RESTORING, as, RequestTime.noted(record, now), conditions);
  }

  public static boolean isBackAndBringsOthers(DeletedResource record) {
    return RecordStep.restoredAs(record).isPresent()
        && RestoreProgress.of(record) instanceof RestoreProgress.GroupFollows;
  }

  private static String backAs(RestoredObject as) {
    String name = as.namespace() == null ? as.name() : as.namespace() + "/" + as.name();
    // What follows must fit into the message.
    return "It is back as " + PlainText.cut(name, LONGEST_NAME) + ".";
  }

  /** Returns the status of a restored record, which says why the record stays, if it does. */
  public static DeletedResourceStatus restored(
      DeletedResource record, RestoredObject as, GroupProgress group, Instant now) {
    Optional<KeptCopy> kept = KeptCopy.of(record);
    String message =
        backAs(as)
            + (group.concernsOthers() ? " " + group.message() : "")
            + kept.map(k -> " " + k.message()).orElse("");
    String reason =
        (kept.isPresent() ? RestoreProgress.Reason.Kept : RestoreProgress.Reason.Restored).name();
    var conditions = settled(conditions(record));
    for (Condition next :
        List.of(DELETED.set(false, reason, message), RESTORED.set(true, reason, message))) {
      conditions = Conditions.with(conditions, next, now);
    }
    return new DeletedResourceStatus(State.RESTORED, as, seen(record), conditions);
  }

  /** Whether a restored record says why it stays, or that it does not. */
  static boolean saysWhyItStays(DeletedResource record) {
    return KeptCopy.of(record)
        .map(
            kept ->
                saysThatItIsKept(record)
                    && RESTORED
                        .of(record)
                        .filter(c -> c.getMessage().endsWith(kept.message()))
                        .isPresent())
        .orElseGet(() -> !saysThatItIsKept(record));
  }

  /** Whether a restored record says that its copy is kept. */
  static boolean saysThatItIsKept(DeletedResource record) {
    return RestoreProgress.of(record) instanceof RestoreProgress.Done done && done.kept();
  }

  /** Whether the object of the record was restored, even if the record is being restored again. */
  static boolean wasRestored(DeletedResource record) {
    return DELETED.of(record).filter(c -> "False".equals(c.getStatus())).isPresent();
  }

  /**
   * Returns the status after another restore of a kept copy was refused. The record stays restored.
   */
  public static DeletedResourceStatus notRestoredAgain(
      DeletedResource record, RestoreFailure failure, Instant now) {
    RestoredObject as = record.getStatus().restoredAs();
    DeletedResourceStatus restored = restored(record, as, GroupProgress.NOBODY_ELSE, now);
    Condition refused = RESTORE_POSSIBLE.set(false, failure.reason().name(), failure.message());
    return new DeletedResourceStatus(
        State.RESTORED, as, seen(record), Conditions.with(restored.conditions(), refused, now));
  }

  public static DeletedResourceStatus notRestored(
      DeletedResource record, RestoreFailure failure, Instant now) {
    String reason = failure.reason().name();
    RecordCondition outlook = failure.waitingHelps() ? RECONCILING : STALLED;
    var conditions = (failure.waitingHelps() ? STALLED : RECONCILING).removed(conditions(record));
    conditions = Conditions.with(conditions, RESTORED.set(false, reason, failure.message()), now);
    conditions = Conditions.with(conditions, outlook.set(true, reason, failure.message()), now);
    RestoredObject begun = RecordStep.restoredAs(record).orElse(null);
    // The object already exists, and only the record knows that its restore must be finished.
    SeenRequest seen = RequestTime.noted(record, now);
    return begun != null && failure.waitingHelps()
        ? new DeletedResourceStatus(State.RESTORING, begun, seen, conditions)
        : new DeletedResourceStatus(State.DELETED, null, seen, conditions);
  }

  /** Returns the status after a preview. A preview does not change the state. */
  public static DeletedResourceStatus previewed(
      DeletedResource record, Optional<RestoreFailure> obstacle, String message, Instant now) {
    String reason = obstacle.map(o -> o.reason().name()).orElse("Possible");
    var conditions =
        Conditions.with(
            conditions(record), RESTORE_POSSIBLE.set(obstacle.isEmpty(), reason, message), now);
    return new DeletedResourceStatus(
        RecordStep.state(record),
        RecordStep.restoredAs(record).orElse(null),
        seen(record),
        conditions);
  }

  /** Returns a merge patch that also removes a value that the new status lacks. */
  static ObjectNode patch(DeletedResourceStatus status) {
    ObjectNode patch = Json.object();
    ObjectNode node = Json.tree(status);
    if (status.restoredAs() == null) {
      node.putNull("restoredAs");
    }
    patch.set("status", node);
    return patch;
  }

  /** Returns the request that the status of the record notes; null if it notes none. */
  static SeenRequest seen(DeletedResource record) {
    return Optional.ofNullable(record.getStatus())
        .map(DeletedResourceStatus::restoreRequest)
        .orElse(null);
  }

  /** Returns the conditions without those of a restore that is not finished. */
  static List<Condition> settled(List<Condition> conditions) {
    return RESTORE_POSSIBLE.removed(STALLED.removed(RECONCILING.removed(conditions)));
  }

  private static List<Condition> conditions(DeletedResource record) {
    return RecordCondition.all(record);
  }
}
