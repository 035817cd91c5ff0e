package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.snapshot.Format;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides how to answer an update of a held object. The author of the update may not know that the
 * object is deleted.
 */
final class HeldUpdateDecision {
  private static final Set<String> NOT_DESIRED_STATE = Set.of("metadata", "status");

  private HeldUpdateDecision() {}

  /**
   * Decides from the changed fields, the annotations of the manifest and the policy.
   *
   * @param after the object as it is to become, without annotations that mean nothing on it
   * @param record the record of the held object
   * @param byPolicy the answer of the policy to the requester
   * @param kind what sends the update
   */
  static HeldUpdateAnswer decide(
      KubeObject before,
      KubeObject after,
      DeletedResource record,
      OnRecreate byPolicy,
      RequesterKind kind) {
    return decide(changed(before, after), after, record, byPolicy, kind);
  }

  /**
   * Decides in the same way.
   *
   * @param changed whether the update changes the desired state
   */
  static HeldUpdateAnswer decide(
      boolean changed,
      KubeObject after,
      DeletedResource record,
      OnRecreate byPolicy,
      RequesterKind kind) {
    boolean restoreAsked = "true".equals(after.annotations().get(SoftDelete.RESTORE_ANNOTATION));
    if (asked(record)) {
      // The restore is already requested. Anything written before the release is restored too. The
      // API server retries an update that conflicts with the undelete which the update has caused.
      return restoreAsked ? new HeldUpdateAnswer.Undelete(false) : new HeldUpdateAnswer.Update();
    }
    if (!restoreAsked && !changed) {
      return new HeldUpdateAnswer.Update();
    }
    if (Format.newer(record)) {
      return new HeldUpdateAnswer.Refuse();
    }
    if (restoreAsked) {
      return new HeldUpdateAnswer.Undelete(false);
    }
    return switch (RecreateDecision.own(after.annotations(), byPolicy)) {
      case Restore -> new HeldUpdateAnswer.Undelete(true);
      case Reject -> new HeldUpdateAnswer.Refuse();
      // A new object cannot exist beside a held object. A controller does its work as if no policy
      // were there; a person may not know that the object is deleted.
      case Allow ->
          kind == RequesterKind.CONTROLLER
              ? new HeldUpdateAnswer.Update()
              : new HeldUpdateAnswer.Refuse();
    };
  }

  private static boolean asked(DeletedResource record) {
    var annotations = record.getMetadata().getAnnotations();
    return RecordStep.state(record) != State.DELETED
        || (annotations != null && "true".equals(annotations.get(SoftDelete.RESTORE_ANNOTATION)));
  }

  private static boolean changed(KubeObject before, KubeObject after) {
    var fields = new TreeSet<String>();
    before.json().fieldNames().forEachRemaining(fields::add);
    after.json().fieldNames().forEachRemaining(fields::add);
    fields.removeAll(NOT_DESIRED_STATE);
    return fields.stream().anyMatch(f -> !before.json().path(f).equals(after.json().path(f)));
  }
}
