package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.RestoreMark;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Optional;

/** Notes in the record that somebody's create brought its object back; its reconciler goes on. */
public final class BegunRestores {
  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RecordCatalog records;
  private final PendingApplies applies;

  public BegunRestores(
      ApiServer api, SnapshotStore snapshots, RecordCatalog records, PendingApplies applies) {
    this.api = api;
    this.snapshots = snapshots;
    this.records = records;
    this.applies = applies;
  }

  /**
   * Does nothing for an object without a true mark of a create. A mark whose record was purged
   * while the create was under way means nothing any more.
   *
   * @param path of a live object
   * @return whether that was all; false while its record is being purged, which may not see the
   *     note any more: then the mark is to be looked at again
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
        .ifPresent(record -> api.mergePatch(LiveRecord.path(record) + "/status", restoring(live)));
    return recorded.filter(r -> r.getMetadata().getDeletionTimestamp() != null).isEmpty();
  }

  private boolean purged(RestoreMark mark) {
    return records.find(mark.namespace(), mark.record()).isEmpty()
        && api.findMetadata(
                ResourceType.DELETED_RESOURCES.path(Optional.of(mark.namespace()), mark.record()))
            .isEmpty();
  }

  /** It is there as it was, so what its create had sent is still to be applied. */
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
    api.mergePatch(path + "?fieldManager=" + RestoreFinish.FIELD_MANAGER, patch);
    applies.discard(mark.request());
  }

  /** Controllers copy annotations: a Deployment's ReplicaSet bears the true mark of it too. */
  static boolean isOf(ResourceIdentity deleted, KubeObject live) {
    return group(live.apiVersion()).equals(group(deleted.apiVersion()))
        && live.kind().equals(deleted.kind())
        && live.name().equals(deleted.name())
        && live.namespace().equals(Optional.ofNullable(deleted.namespace()));
  }

  private static String group(String apiVersion) {
    return GroupVersion.of(apiVersion).group();
  }

  private boolean truly(DeletedResource record, KubeObject live) {
    var spec = record.getSpec();
    return RestoreFinish.marked(
        live, record, snapshots.get(spec.resource().uid(), spec.snapshot()));
  }

  private static ObjectNode restoring(KubeObject live) {
    ObjectNode patch = Json.object();
    ObjectNode status = patch.putObject("status").put("state", State.RESTORING.name());
    ObjectNode as = status.putObject("restoredAs").put("name", live.name()).put("uid", live.uid());
    live.namespace().ifPresent(n -> as.put("namespace", n));
    return patch;
  }
}
