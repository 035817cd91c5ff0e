package dev.softdelete.operator.restore.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.snapshot.Format;
import java.time.Instant;
import java.util.HashMap;
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
   * Returns the record as if its own restore had been requested; empty if it is not to be restored
   * with the root of its group.
   */
  static Optional<DeletedResource> of(DeletedResource record, DeletedResource root) {
    return applies(record, root) ? Optional.of(asIfAsked(record, root)) : Optional.empty();
  }

  /**
   * Whether {@link #of} returns a record. This makes no copy, for callers that check thousands of
   * records.
   */
  static boolean applies(DeletedResource record, DeletedResource root) {
    return belongs(record.getSpec().resource(), root) && open(record, root) && wants(root, record);
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

  /** Returns a copy of the root with its restore requested. */
  static DeletedResource ifAsked(DeletedResource root) {
    DeletedResource asked = Json.as(DeletedResource.class, Json.tree(root));
    var annotations = new HashMap<>(annotations(root));
    annotations.put(SoftDelete.RESTORE_ANNOTATION, "true");
    asked.getMetadata().setAnnotations(annotations);
    return asked;
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
    if (!RecordStep.stays(root) || Format.newer(root) || !bringsOthers(root)) {
      return false;
    }
    return RecordStep.comesBack(root)
        || (RecordStep.state(root) == State.RESTORED && deletedSince(record, root));
  }

  /**
   * Whether the object was deleted after the root was restored. The garbage collector may delete a
   * dependent only after the restore of its owner.
   */
  private static boolean deletedSince(DeletedResource record, DeletedResource root) {
    return !Instant.parse(record.getSpec().deletionTime()).isBefore(RecordStep.restoredAt(root));
  }

  /**
   * Whether the restore of the root also restores its group. Under another name or in another
   * namespace, only a Namespace can still take the place of the original for its members.
   */
  static boolean bringsOthers(DeletedResource root) {
    Map<String, String> annotations = annotations(root);
    return stage(root) == RestoreOrder.NAMESPACES
        || (!annotations.containsKey(SoftDelete.RESTORE_AS_ANNOTATION)
            && !annotations.containsKey(SoftDelete.RESTORE_NAMESPACE_ANNOTATION));
  }

  private static DeletedResource asIfAsked(DeletedResource record, DeletedResource root) {
    DeletedResource asked = Json.as(DeletedResource.class, Json.tree(record));
    var annotations = new HashMap<>(annotations(record));
    annotations.put(SoftDelete.RESTORE_ANNOTATION, "true");
    annotations.remove(SoftDelete.RESTORE_AS_ANNOTATION);
    annotations.remove(SoftDelete.RESTORE_NAMESPACE_ANNOTATION);
    if (stage(root) == RestoreOrder.NAMESPACES) {
      RecordStep.restoredAs(root)
          .ifPresent(as -> annotations.put(SoftDelete.RESTORE_NAMESPACE_ANNOTATION, as.name()));
    }
    asked.getMetadata().setAnnotations(annotations);
    asked.setSpec(requestedBy(record.getSpec(), root.getSpec()));
    return asked;
  }

  private static DeletedResourceSpec requestedBy(DeletedResourceSpec spec, DeletedResourceSpec by) {
    var json = Json.tree(spec);
    json.remove("restoreRequestedBy");
    if (by.restoreRequestedBy() != null) {
      json.set("restoreRequestedBy", Json.tree(by.restoreRequestedBy()));
    }
    return Json.as(DeletedResourceSpec.class, json);
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
