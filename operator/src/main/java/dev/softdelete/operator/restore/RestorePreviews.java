package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.create.ServedKind;
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

  public RestorePreviews(
      ApiServer api, Discovery discovery, SnapshotStore snapshots, RestoringCreate creates) {
    this.api = api;
    this.discovery = discovery;
    this.snapshots = snapshots;
    this.creates = creates;
  }

  /** Returns the expected result of the restore. */
  public Preview of(RestoreRequest request) {
    return Attempt.of(
        () -> tried(request), why -> new Preview(request.target(), Optional.of(why), List.of()));
  }

  private Preview tried(RestoreRequest request) {
    DeletedResource record = request.record();
    RestoreTarget target = request.target().checked(record.getSpec().resource());
    ResourceType type = ServedKind.of(discovery, record);
    StoredObject stored = snapshots.get(record);
    Optional<KubeObject> there =
        api.find(type.path(target.namespace(), target.name()))
            .map(KubeObject::parse)
            .filter(live -> !live.uid().equals(record.getSpec().resource().uid()));
    if (there.isPresent()) {
      return new Preview(
          target,
          Optional.of(RestoringCreate.taken(there.get(), target)),
          Differences.between(stored.object().json(), there.get().json()));
    }
    return new Preview(
        target,
        Optional.empty(),
        creates
            .preview(request, stored, type)
            .map(created -> Differences.between(stored.object().json(), created.json()))
            .orElse(List.of()));
  }
}
