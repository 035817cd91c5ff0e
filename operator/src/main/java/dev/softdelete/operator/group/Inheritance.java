package dev.softdelete.operator.group;

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
 * What went because of another deletion comes back with that: nothing is written for it, and
 * whoever asked for the one asked for all.
 */
final class Inheritance {
  private Inheritance() {}

  /**
   * The record as if its own restore had been asked for; empty when it is not to come back with the
   * root of its group.
   */
  static Optional<DeletedResource> of(DeletedResource record, DeletedResource root) {
    return applies(record, root) ? Optional.of(asIfAsked(record, root)) : Optional.empty();
  }

  /** The same without a copy, for those who look at thousands. */
  static boolean applies(DeletedResource record, DeletedResource root) {
    return belongs(record.getSpec().resource(), root) && open(record, root) && wants(root, record);
  }

  /**
   * Whether it may come back by way of it at all. An owner is whatever somebody wrote there: what
   * was in another namespace does not come into this one.
   */
  static boolean belongs(ResourceIdentity member, DeletedResource root) {
    if (stage(root) != Stage.NAMESPACES || member.namespace() == null) {
      return true;
    }
    String namespace = member.namespaceUid();
    return root.getSpec().resource().uid().equals(namespace)
        || RecordStep.restoredAs(root)
            .filter(as -> as.uid() != null && as.uid().equals(namespace))
            .isPresent();
  }

  /** The root, with its restore asked for. */
  static DeletedResource ifAsked(DeletedResource root) {
    DeletedResource asked = Json.as(DeletedResource.class, Json.tree(root));
    var annotations = new HashMap<>(annotations(root));
    annotations.put(SoftDelete.RESTORE_ANNOTATION, "true");
    asked.getMetadata().setAnnotations(annotations);
    return asked;
  }

  /** Not over, and nobody asked for it by itself. */
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

  /** The garbage collector may be slower than the restore of what it collects for. */
  private static boolean deletedSince(DeletedResource record, DeletedResource root) {
    return !Instant.parse(record.getSpec().deletionTime()).isBefore(RecordStep.restoredAt(root));
  }

  /** Elsewhere, or under another name, only a namespace is one for what belonged to it. */
  static boolean bringsOthers(DeletedResource root) {
    Map<String, String> annotations = annotations(root);
    return stage(root) == Stage.NAMESPACES
        || (!annotations.containsKey(SoftDelete.RESTORE_AS_ANNOTATION)
            && !annotations.containsKey(SoftDelete.RESTORE_NAMESPACE_ANNOTATION));
  }

  private static DeletedResource asIfAsked(DeletedResource record, DeletedResource root) {
    DeletedResource asked = Json.as(DeletedResource.class, Json.tree(record));
    var annotations = new HashMap<>(annotations(record));
    annotations.put(SoftDelete.RESTORE_ANNOTATION, "true");
    annotations.remove(SoftDelete.RESTORE_AS_ANNOTATION);
    annotations.remove(SoftDelete.RESTORE_NAMESPACE_ANNOTATION);
    if (stage(root) == Stage.NAMESPACES) {
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

  /** Whether a member has to wait because what it lives in is not there yet. */
  static boolean tooEarly(DeletedResource root) {
    return stage(root).holdsOthers() && RecordStep.restoredAs(root).isEmpty();
  }

  private static Stage stage(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return Stage.of(deleted);
  }

  private static Map<String, String> annotations(DeletedResource record) {
    return Optional.ofNullable(record.getMetadata().getAnnotations()).orElse(Map.of());
  }
}
