package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.create.ServedKind;
import dev.softdelete.operator.restore.over.OverPreview;
import dev.softdelete.operator.restore.request.ReadRights;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredObject;
import java.util.List;
import java.util.Optional;

/** Determines the expected result of a restore by a dry run. Writes nothing. */
public final class RestorePreviews {
  private final ApiServer api;
  private final Discovery discovery;
  private final SnapshotStore snapshots;
  private final RestoringCreate creates;
  private final ReadRights rights;
  private final OverPreview over;

  public RestorePreviews(
      ApiServer api,
      Discovery discovery,
      SnapshotStore snapshots,
      RestoringCreate creates,
      OverPreview over) {
    this.api = api;
    this.discovery = discovery;
    this.snapshots = snapshots;
    this.creates = creates;
    this.rights = new ReadRights(api);
    this.over = over;
  }

  /** Returns the expected result of the restore. */
  public Preview of(RestoreRequest request) {
    return Attempt.of(
        () -> tried(request), why -> new Preview(request.target(), Optional.of(why), List.of()));
  }

  /** Whether what has the name of the member would be deleted before the root is restored. */
  boolean goesFirst(RestoreRequest root, RestoreRequest member) {
    return over.goesFirst(root, member);
  }

  private Preview tried(RestoreRequest request) {
    DeletedResource record = request.record();
    RestoreTarget target = request.target().checked(record.getSpec().resource());
    ResourceType type = ServedKind.of(discovery, record);
    StoredObject stored = snapshots.get(record);
    // The requester's own create comes first: it is refused if they may not learn what is there.
    Optional<KubeObject> created = creates.preview(request, stored, type);
    if (created.isPresent()) {
      return new Preview(
          target, Optional.empty(), told(request, stored, created.get(), Optional.empty()));
    }
    return inTheWay(target, type, record)
        .map(
            there -> {
              OverPreview.Before before =
                  request.over()
                      ? over.of(request, stored, there, type)
                      : new OverPreview.Before(
                          Optional.of(creates.taken(request, there, type)), "");
              return new Preview(
                  target,
                  before.obstacle(),
                  told(request, stored, there, Optional.of(type)),
                  before.sentence());
            })
        .orElseGet(() -> new Preview(target, Optional.empty(), List.of()));
  }

  private Optional<KubeObject> inTheWay(
      RestoreTarget target, ResourceType type, DeletedResource record) {
    return api.find(type.path(target.namespace(), target.name()))
        .map(KubeObject::parse)
        .filter(live -> !live.uid().equals(record.getSpec().resource().uid()));
  }

  /**
   * Returns the differences that the requester may learn: those between objects that they may read.
   *
   * @param live the type of the other object, if it is a live one
   */
  private List<String> told(
      RestoreRequest request, StoredObject stored, KubeObject other, Optional<ResourceType> live) {
    List<String> paths =
        Differences.withoutPayload(
            stored.object(), Differences.between(stored.object().json(), other.json()));
    boolean readable =
        !paths.isEmpty()
            && rights.mayReadDeleted(request)
            && live.stream().allMatch(type -> rights.mayReadTarget(request, type));
    return readable ? paths : List.of();
  }
}
