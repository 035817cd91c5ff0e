package dev.softdelete.operator.restore.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.snapshot.Format;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Derives the restore of a group's members from the restore of its root. No request is written to
 * the record of a member: the requester of the root's restore also counts as the requester for all
 * members.
 */
final class Inheritance {
  private Inheritance() {}

  /**
   * Returns the request to restore the member; empty if it is not to be restored with the root of
   * its group.
   */
  static Optional<RestoreRequest> of(DeletedResource member, DeletedResource root) {
    return applies(member, root) ? Optional.of(request(member, root)) : Optional.empty();
  }

  /** Returns what {@link #of} would return if the restore of the root were requested. */
  static Optional<RestoreRequest> ifRequested(DeletedResource member, DeletedResource root) {
    boolean applies =
        belongs(member.getSpec().resource(), root)
            && open(member, root)
            && bringsMembers(root)
            && RecordStep.state(root) != State.RESTORED;
    return applies ? Optional.of(request(member, root)) : Optional.empty();
  }

  /** Whether the member is restored with the root. */
  static boolean applies(DeletedResource member, DeletedResource root) {
    return belongs(member.getSpec().resource(), root) && open(member, root) && wants(root, member);
  }

  /**
   * Whether a member can be restored with the root at all. Owner references are user input, so a
   * group may contain objects of other namespaces. If the root is a Namespace, an object of another
   * namespace is not restored into it.
   */
  static boolean belongs(ResourceIdentity member, DeletedResource root) {
    if (stage(root) != RestoreOrder.NAMESPACES || member.namespace() == null) {
      return true;
    }
    String namespace = member.namespaceUid();
    return root.getSpec().resource().uid().equals(namespace)
        || RecordStep.restoredAs(root)
            .filter(as -> as.uid() != null && as.uid().equals(namespace))
            .isPresent();
  }

  /** Whether the record is still to be restored, and no user has requested its own restore. */
  private static boolean open(DeletedResource record, DeletedResource root) {
    return RecordStep.stays(record, root)
        && !Format.newer(record)
        && switch (RecordStep.state(record)) {
          case DELETED -> !RecordStep.comesBack(record);
          case RESTORING -> record.getSpec().restoreRequestedBy() == null;
          case RESTORED, PURGING -> false;
        };
  }

  private static boolean wants(DeletedResource root, DeletedResource record) {
    return bringsMembers(root)
        && (RecordStep.comesBack(root)
            || (RecordStep.state(root) == State.RESTORED && deletedSince(record, root)));
  }

  private static boolean bringsMembers(DeletedResource root) {
    return RecordStep.stays(root) && !Format.newer(root) && bringsOthers(root);
  }

  /**
   * Whether the object was deleted within the hour after the root was restored. The garbage
   * collector may delete a dependent only after the restore of its owner. The record of the root
   * may stay for much longer, and must not restore what is deleted then.
   */
  private static boolean deletedSince(DeletedResource record, DeletedResource root) {
    Instant deleted = Instant.parse(record.getSpec().deletionTime());
    Instant restored = RecordStep.restoredAt(root);
    return !deleted.isBefore(restored)
        && deleted.isBefore(restored.plus(RecordStep.RESTORED_STAYS));
  }

  /**
   * Whether the restore of the root also restores its group. Under another name or in another
   * namespace, only a Namespace can still take the place of the original for its members. A root
   * that is restored again from its kept copy is restored alone: its group was restored before.
   */
  static boolean bringsOthers(DeletedResource root) {
    if (RecordStep.comesBackAgain(root)) {
      return false;
    }
    Map<String, String> annotations = annotations(root);
    return stage(root) == RestoreOrder.NAMESPACES
        || (!annotations.containsKey(SoftDelete.RESTORE_AS_ANNOTATION)
            && !annotations.containsKey(SoftDelete.RESTORE_NAMESPACE_ANNOTATION));
  }

  /** Returns the request. A member goes to its place in the namespace that was restored. */
  private static RestoreRequest request(DeletedResource member, DeletedResource root) {
    RestoreTarget inPlace = RestoreTarget.inPlace(member);
    RestoreTarget target =
        stage(root) == RestoreOrder.NAMESPACES
            ? RecordStep.restoredAs(root).map(as -> inPlace.in(as.name())).orElse(inPlace)
            : inPlace;
    return RestoreRequest.withRoot(member, root, target);
  }

  /**
   * Whether a member must wait because the namespace or definition that it needs does not exist
   * yet.
   */
  static boolean tooEarly(DeletedResource root) {
    return stage(root).holdsOthers() && RecordStep.restoredAs(root).isEmpty();
  }

  private static RestoreOrder stage(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return RestoreOrder.of(deleted);
  }

  private static Map<String, String> annotations(DeletedResource record) {
    return Optional.ofNullable(record.getMetadata().getAnnotations()).orElse(Map.of());
  }
}
