package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.apply.ApplyOnTop;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.create.CopiedMarks;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Optional;

/**
 * Writes in the record that a user's create has restored the object. The record's reconciler then
 * finishes the restore.
 */
public final class BegunRestores {
  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RecordCatalog records;
  private final PendingApplies applies;
  private final StatusWriter status;

  public BegunRestores(
      ApiServer api, SnapshotStore snapshots, RecordCatalog records, PendingApplies applies) {
    this.api = api;
    this.snapshots = snapshots;
    this.records = records;
    this.applies = applies;
    this.status = new StatusWriter(api);
  }

  /**
   * Updates the record of an object with a genuine restore mark from a create. Does nothing for
   * other objects. If the record was purged during the create, the mark no longer has a meaning and
   * is removed.
   *
   * @param path the path of a live object
   * @return true if nothing is left to do; false while the record is being purged, because the
   *     purge may no longer see the update: the caller must then check the mark again
   */
  public boolean note(String path) {
    return api.find(path)
        .map(KubeObject::parse)
        .filter(o -> !o.deleting())
        .map(o -> note(o, path))
        .orElse(true);
  }

  private boolean note(KubeObject live, String path) {
    if (CopiedMarks.mayBear(live)) {
      return true;
    }
    Optional<RestoreMark> mark = RestoreMark.on(live).filter(m -> !m.request().isEmpty());
    if (mark.filter(this::purged).isPresent()) {
      finishAlone(live, path, mark.get());
      return true;
    }
    Optional<DeletedResource> recorded = mark.flatMap(m -> records.find(m.namespace(), m.record()));
    recorded
        .filter(record -> RecordStep.state(record) == State.DELETED && !Format.newer(record))
        .filter(record -> isOf(record.getSpec().resource(), live) && truly(record, live))
        .ifPresent(record -> status.noteBegun(record, restoredAs(live)));
    return recorded.filter(r -> r.getMetadata().getDeletionTimestamp() != null).isEmpty();
  }

  private boolean purged(RestoreMark mark) {
    return records.find(mark.namespace(), mark.record()).isEmpty()
        && api.findMetadata(
                ResourceType.DELETED_RESOURCES.path(Optional.of(mark.namespace()), mark.record()))
            .isEmpty();
  }

  /**
   * Finishes an object whose record is gone. The object is restored as it was, so the manifest that
   * its create sent must still be applied.
   */
  private void finishAlone(KubeObject live, String path, RestoreMark mark) {
    Optional<ApplyOnTop> pending =
        applies.find(mark.request()).map(p -> new ApplyOnTop(api, p, path));
    pending.ifPresent(ApplyOnTop::apply);
    KubeObject now = pending.isPresent() ? KubeObject.parse(api.get(path)) : live;
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", now.resourceVersion());
    metadata.putObject("annotations").putNull(RestoreMark.ANNOTATION);
    pending.ifPresent(p -> metadata.set("managedFields", p.ownersAfter(now)));
    api.mergePatch(path + "?fieldManager=" + FieldOwnership.FIELD_MANAGER, patch);
    applies.discard(mark.request());
  }

  /**
   * Whether the live object has the type, namespace and name of the deleted object. Controllers
   * copy annotations: the ReplicaSet of a Deployment also carries the genuine mark of the
   * Deployment.
   */
  static boolean isOf(ResourceIdentity deleted, KubeObject live) {
    return group(live.apiVersion()).equals(group(deleted.apiVersion()))
        && live.kind().equals(deleted.kind())
        && live.name().equals(deleted.name())
        && live.namespace().equals(Optional.ofNullable(deleted.namespace()));
  }

  private static String group(String apiVersion) {
    return GroupVersion.of(apiVersion).group();
  }

  private static RestoredObject restoredAs(KubeObject live) {
    return new RestoredObject(live.namespace().orElse(null), live.name(), live.uid());
  }

  private boolean truly(DeletedResource record, KubeObject live) {
    return RestoreMark.marks(live, record, snapshots.get(record).secret());
  }
}
