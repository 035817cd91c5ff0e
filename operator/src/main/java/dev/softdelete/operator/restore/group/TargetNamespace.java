package dev.softdelete.operator.restore.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.CoalescedRead;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import dev.softdelete.operator.record.NamespaceLineage;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RequestTime;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks the namespace in which an object is created, with a live read immediately before the
 * create. A namespace of the same name may belong to another tenant.
 */
final class TargetNamespace {
  /** A live namespace. */
  record Live(String uid, boolean deleting, Instant created) {
    private static Live of(KubeObject namespace) {
      return new Live(namespace.uid(), namespace.deleting(), namespace.creationTime());
    }
  }

  /**
   * The request of a restore.
   *
   * @param time when it was written, in whole seconds
   * @param missing whether the operator has seen since that the namespace does not exist
   */
  record Asked(Instant time, boolean missing) {
    private boolean whenThereWas(Live namespace) {
      return missing ? namespace.created().isBefore(time) : !namespace.created().isAfter(time);
    }
  }

  private final SubjectAccess access;
  private final CoalescedRead<Optional<Live>> looks;
  private final Function<String, Optional<DeletedResource>> byUid;

  /**
   * Reads the namespaces live.
   *
   * @param byUid returns the record of the deleted object with a UID
   */
  TargetNamespace(ApiServer api, Function<String, Optional<DeletedResource>> byUid) {
    this.access = new SubjectAccess(api);
    this.looks = new CoalescedRead<>(path -> api.findMetadata(path).map(Live::of));
    this.byUid = byUid;
  }

  /** Returns why no member may be created in the namespace, if so. */
  Optional<String> objection(DeletedResource root) {
    return RecordStep.restoredAs(root)
        .map(as -> objection(as, live(as.name()), byUid))
        .orElseGet(() -> Optional.of("Its namespace is not back yet."));
  }

  private Optional<Live> live(String name) {
    return looks.at(ResourceType.NAMESPACES.path(Optional.empty(), name));
  }

  /**
   * Returns why the object may not be created in the namespace that the request names, if so.
   *
   * @param asked when the restore was requested
   */
  Optional<RestoreFailure> objection(RestoreRequest request, Instant asked) {
    String home = request.record().getMetadata().getNamespace();
    return request
        .target()
        .namespace()
        // The namespace of the record was there when the record was annotated. A name that no
        // namespace can have is refused by the create.
        .filter(name -> !name.equals(home))
        .filter(name -> request.target().fault(request.record().getSpec().resource()).isEmpty())
        .flatMap(
            name ->
                objection(
                    name,
                    live(name),
                    new Asked(asked, RequestTime.told(request.record(), Reason.NamespaceMissing)),
                    request.record().getSpec().resource(),
                    byUid))
        .filter(failure -> failure.waitingHelps() || !mayCreateNamespaces(request));
  }

  /**
   * Whether the requester may create namespaces. Such a requester is told to create the missing
   * one, and the restore then goes on.
   */
  private boolean mayCreateNamespaces(RestoreRequest request) {
    return request
        .requester()
        .filter(
            by ->
                access.allowed(
                    by,
                    "create",
                    ResourceType.NAMESPACES,
                    Optional.empty(),
                    request.target().namespace().orElse("")))
        .isPresent();
  }

  /**
   * Decides about a namespace that nobody restored. One that did not exist when the restore was
   * requested may belong to anybody who has taken the name since, unless it is the restored form of
   * the one in which the object was.
   */
  static Optional<RestoreFailure> objection(
      String name,
      Optional<Live> live,
      Asked asked,
      ResourceIdentity deleted,
      Function<String, Optional<DeletedResource>> byUid) {
    if (live.isEmpty()) {
      return missing(
          "Namespace %s does not exist: restore or create it, or restore elsewhere with softdelete.dev/restore-namespace."
              .formatted(name),
          true);
    }
    if (asked.whenThereWas(live.get())) {
      return Optional.empty();
    }
    Optional<String> before = Optional.ofNullable(deleted.namespaceUid());
    var was = new RestoredObject(null, name, before.orElse(null));
    if (NamespaceLineage.leadsTo(was, live.get().uid(), byUid)) {
      return Optional.empty();
    }
    // The record of the namespace names what it was restored as only a moment after the create.
    return before.flatMap(byUid).filter(RecordStep::comesBack).isPresent()
        ? missing(
            "Namespace %s is being restored. The restore goes on by itself.".formatted(name), true)
        : missing(
            "Namespace %s was created after this was asked for, and may be another tenant's."
                .formatted(name),
            false);
  }

  private static Optional<RestoreFailure> missing(String why, boolean waitingHelps) {
    return Optional.of(new RestoreFailure(Reason.NamespaceMissing, why, waitingHelps));
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
