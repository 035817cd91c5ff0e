package dev.softdelete.operator.volume;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Map;
import java.util.Optional;

/**
 * Detects a claim that is deleted again before its restore has given it its volume. A capture at
 * that time would record the claim without its data. Only the record is trusted for this, and not
 * the claim itself.
 */
public final class UnfinishedRestore {
  private final ApiServer api;
  private final SnapshotStore snapshots;

  public UnfinishedRestore(ApiServer api, SnapshotStore snapshots) {
    this.api = api;
    this.snapshots = snapshots;
  }

  /**
   * Whether a restore is in progress that will give the claim its volume.
   *
   * @param object an object that has no volume
   */
  public boolean of(KubeObject object) {
    return Claims.volumeName(object).isPresent()
        && RestoreMark.on(object)
            .filter(
                mark -> LiveRecord.of(api, mark).filter(r -> goesOn(r, mark, object)).isPresent())
            .isPresent();
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

  /**
   * Whether the restore is requested. The created claim is known before the record's state says so.
   */
  private static boolean asked(DeletedResource record) {
    Map<String, String> annotations =
        Optional.ofNullable(record.getMetadata().getAnnotations()).orElse(Map.of());
    return "true".equals(annotations.get(SoftDelete.RESTORE_ANNOTATION));
  }

  private boolean truly(DeletedResource record, RestoreMark mark) {
    try {
      return mark.belongsTo(record, snapshots.get(record).secret());
    } catch (CorruptSnapshotException e) {
      return false;
    }
  }
}
