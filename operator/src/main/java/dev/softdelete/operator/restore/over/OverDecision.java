package dev.softdelete.operator.restore.over;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ReplacedObject;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.BypassStamp;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Decides what a restore over what lives does about a live object. It deletes only what has a
 * record afterwards, and only what was there when the requester asked: a later object is not what
 * the requester has looked at. The exception is an object that somebody creates anew after the
 * first one was deleted for the request, because controllers do that.
 */
final class OverDecision {
  /** How many objects are deleted for one request. */
  static final int MOST = 5;

  /** A delete of one of these deletes what is in it, whether that has records or not. */
  private static final Set<String> HOLD_OTHERS =
      Set.of("namespaces", "customresourcedefinitions.apiextensions.k8s.io");

  private OverDecision() {}

  /**
   * What is known about the restore.
   *
   * @param ours whether the restore itself has created the live object
   * @param asked when the restore was requested, in whole seconds
   * @param told whether the requester may read the live object, so that a message may describe it
   */
  record Situation(
      DeletedResource record,
      RestoreTarget target,
      boolean ours,
      Instant asked,
      BooleanSupplier told) {}

  /** Decides. */
  static OverStep of(Optional<KubeObject> live, ResourceType type, Situation situation) {
    DeletedResource record = situation.record();
    if (live.isEmpty()
        || situation.ours()
        || live.get().uid().equals(record.getSpec().resource().uid())) {
      return new OverStep.Free();
    }
    KubeObject there = live.get();
    Optional<ReplacedObject> before = deletedFor(record);
    return there.deleting()
        ? new OverStep.Ends()
        : notKept(there, type, situation.target())
            .or(() -> later(there, situation, before))
            .<OverStep>map(OverStep.Refuse::new)
            .orElseGet(() -> new OverStep.Delete(times(there, before)));
  }

  /** Returns what the present request has deleted, or was about to delete, last. */
  static Optional<ReplacedObject> deletedFor(DeletedResource record) {
    return Optional.ofNullable(record.getSpec().restoreOver())
        .filter(o -> Objects.equals(o.request(), record.getSpec().restoreRequestId()));
  }

  private static int times(KubeObject live, Optional<ReplacedObject> before) {
    return before.map(b -> b.uid().equals(live.uid()) ? b.times() : b.times() + 1).orElse(1);
  }

  private static Optional<RestoreFailure> notKept(
      KubeObject live, ResourceType type, RestoreTarget target) {
    if (HOLD_OTHERS.contains(type.groupResource())) {
      return waits(
          "%s exists, and a %s is not restored over another one: everything in it would be deleted with it. Delete it yourself; the restore goes on when it is gone."
              .formatted(target, type.kind()));
    }
    if (!live.finalizers().contains(SoftDelete.RETAIN_FINALIZER)) {
      return waits(
          "%s exists, and no policy protects it: it does not have the finalizer %s, and its delete would be final. Cover it by a SoftDeletePolicy, or delete it yourself; the restore goes on then. Or restore under another name with softdelete.dev/restore-as."
              .formatted(target, SoftDelete.RETAIN_FINALIZER));
    }
    if (BypassStamp.asked(live) && BypassStamp.stamped(live)) {
      return waits(
          "%s exists, and has the annotation %s: its delete would be final. Remove the annotation, or delete it yourself; the restore goes on then."
              .formatted(target, SoftDelete.BYPASS_ANNOTATION));
    }
    return Optional.empty();
  }

  private static Optional<RestoreFailure> later(
      KubeObject live, Situation situation, Optional<ReplacedObject> before) {
    if (before.isEmpty()) {
      return live.creationTime().isAfter(situation.asked())
          ? ends(
              "%s was created after this was requested, so it is not what the requester has seen. Look at it, and request the restore over it again."
                  .formatted(situation.target()))
          : Optional.empty();
    }
    return times(live, before) > MOST
        ? ends(
            "%s was created anew%s each time that it was deleted for the restore, %d times. Stop what creates it, then request the restore again. What was deleted has records of its own."
                .formatted(
                    situation.target(),
                    situation.told().getAsBoolean() ? creators(live) : "",
                    before.get().times()))
        : Optional.empty();
  }

  /** Returns who has written the live object, as the API server notes it. */
  private static String creators(KubeObject live) {
    var managers = new TreeSet<String>();
    for (JsonNode entry : live.metadata().path("managedFields")) {
      managers.add(entry.path("manager").asText(""));
    }
    managers.removeIf(String::isEmpty);
    return managers.isEmpty() ? "" : " by " + PlainText.cut(String.join(", ", managers), 300);
  }

  private static Optional<RestoreFailure> waits(String why) {
    return Optional.of(new RestoreFailure(Reason.NameConflict, why, true));
  }

  private static Optional<RestoreFailure> ends(String why) {
    return Optional.of(new RestoreFailure(Reason.NameConflict, why, false));
  }
}
