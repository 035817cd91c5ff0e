package dev.softdelete.operator.volume;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.RestoreMark;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Map;
import java.util.Optional;

/**
 * A claim that is deleted again before its restore gave it its volume: captured then, it would be
 * without its data. Only what the record says is believed, not what the claim bears.
 */
public final class UnfinishedRestore {
  private final ApiServer api;
  private final SnapshotStore snapshots;

  public UnfinishedRestore(ApiServer api, SnapshotStore snapshots) {
    this.api = api;
    this.snapshots = snapshots;
  }

  /**
   * Whether a restore goes on that will give it its volume.
   *
   * @param object to which no volume belongs
   */
  public boolean of(KubeObject object) {
    return Claims.volumeName(object).isPresent()
        && RestoreMark.on(object)
            .filter(mark -> record(mark).filter(r -> goesOn(r, mark, object)).isPresent())
            .isPresent();
  }

  private Optional<DeletedResource> record(RestoreMark mark) {
    return api.find(
            ResourceType.DELETED_RESOURCES.path(Optional.of(mark.namespace()), mark.record()))
        .map(bytes -> Json.as(DeletedResource.class, Json.parse(bytes)));
  }

  private boolean goesOn(DeletedResource record, RestoreMark mark, KubeObject claim) {
    var status = record.getStatus();
    State state = status == null || status.state() == null ? State.DELETED : status.state();
    return switch (state) {
      case RESTORING, PURGING ->
          status.restoredAs() != null && claim.uid().equals(status.restoredAs().uid());
      case RESTORED -> false;
      case DELETED -> asked(record) && mark.request().isEmpty() && truly(record, mark);
    };
  }

  /** Its create is known before the record says so. */
  private static boolean asked(DeletedResource record) {
    Map<String, String> annotations =
        Optional.ofNullable(record.getMetadata().getAnnotations()).orElse(Map.of());
    return "true".equals(annotations.get(SoftDelete.RESTORE_ANNOTATION));
  }

  private boolean truly(DeletedResource record, RestoreMark mark) {
    var spec = record.getSpec();
    try {
      return mark.belongsTo(record, snapshots.get(spec.resource().uid(), spec.snapshot()).secret());
    } catch (CorruptSnapshotException e) {
      return false;
    }
  }
}
