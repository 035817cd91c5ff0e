package dev.softdelete.operator.restore.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.CoalescedRead;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.NamespaceLineage;
import dev.softdelete.operator.record.RecordStep;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks the namespace in which the members of a group are created, with a live read immediately
 * before the create.
 */
final class TargetNamespace {
  /** A live namespace. */
  record Live(String uid, boolean deleting) {
    private static Live of(KubeObject namespace) {
      return new Live(namespace.uid(), namespace.deleting());
    }
  }

  private final CoalescedRead<Optional<Live>> looks;
  private final Function<String, Optional<DeletedResource>> byUid;

  /**
   * Reads the namespaces live.
   *
   * @param byUid returns the record of the deleted object with a UID
   */
  TargetNamespace(ApiServer api, Function<String, Optional<DeletedResource>> byUid) {
    this.looks = new CoalescedRead<>(path -> api.findMetadata(path).map(Live::of));
    this.byUid = byUid;
  }

  /** Returns why no member may be created in the namespace, if so. */
  Optional<String> objection(DeletedResource root) {
    return RecordStep.restoredAs(root)
        .map(
            as ->
                objection(
                    as, looks.at(ResourceType.NAMESPACES.path(Optional.empty(), as.name())), byUid))
        .orElseGet(() -> Optional.of("Its namespace is not back yet."));
  }

  static Optional<String> objection(
      RestoredObject as, Optional<Live> live, Function<String, Optional<DeletedResource>> byUid) {
    if (live.isEmpty() || live.get().deleting()) {
      return Optional.of(
          "Namespace %s was deleted again before this was back. It goes on once that is restored."
              .formatted(as.name()));
    }
    if (!NamespaceLineage.leadsTo(as, live.get().uid(), byUid)) {
      return Optional.of(
          "Namespace %s was deleted again before this was back, and the one that has its name now is"
                  .formatted(as.name())
              + " another. It goes on once the deleted one is restored in its place; or restore"
              + " this by itself.");
    }
    return Optional.empty();
  }
}
