package dev.softdelete.operator.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.GroupProgress;
import dev.softdelete.operator.record.LiveObject;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStatus;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares snapshots with records. A snapshot whose record was lost gets its record back, and a
 * snapshot that an interrupted capture left behind is removed. The watch, which may lag, only shows
 * where to look. The decision is made by live reads, and only for objects that no longer exist:
 * they are never captured, so the record that exists then is final.
 */
public final class RecordRebuild {
  private static final Logger log = LoggerFactory.getLogger(RecordRebuild.class);

  private final ApiServer api;
  private final LiveObject liveObject;
  private final SnapshotStore snapshots;
  private final RecordWriter records;
  private final RecordCatalog catalog;
  private final ServerClock clock;
  private final StatusWriter status;

  public RecordRebuild(
      ApiServer api,
      LiveObject liveObject,
      SnapshotStore snapshots,
      RecordWriter records,
      RecordCatalog catalog,
      ServerClock clock) {
    this.api = api;
    this.liveObject = liveObject;
    this.snapshots = snapshots;
    this.records = records;
    this.catalog = catalog;
    this.clock = clock;
    this.status = new StatusWriter(api);
  }

  /**
   * Runs one pass over all snapshots.
   *
   * @return whether everything is settled; false while captures are in progress that may leave
   *     something behind
   */
  public boolean run() {
    Map<String, DeletedResource> byUid = new HashMap<>();
    catalog.get().forEach(r -> byUid.put(r.getSpec().resource().uid(), r));
    List<StoredSnapshot> unreferenced =
        snapshots.unreferenced(part -> isRight(part, byUid.get(part.uid())));
    boolean settled = true;
    for (StoredSnapshot part : unreferenced) {
      settled &= settle(part, byUid.get(part.uid()));
    }
    return settled;
  }

  private boolean settle(StoredSnapshot part, DeletedResource record) {
    if (record == null) {
      return !part.head() || rebuild(part);
    }
    return forgetsRestore(record, part)
        ? rememberRestore(LiveRecord.path(record), part)
        : discardLeftover(record, part);
  }

  private boolean isRight(StoredSnapshot part, DeletedResource record) {
    return part.newer()
        || (record != null
            && (Format.newer(record)
                || (snapshots.references(record.getSpec().snapshot(), part)
                    && !forgetsRestore(record, part))));
  }

  /**
   * Whether the record was rebuilt after its object had been restored, and does not say so yet: the
   * status of a record is written after the record.
   */
  private boolean forgetsRestore(DeletedResource record, StoredSnapshot part) {
    return part.restoredAs().isPresent()
        && RecordStep.restoredAs(record).isEmpty()
        && snapshots.references(record.getSpec().snapshot(), part);
  }

  private boolean rememberRestore(String path, StoredSnapshot head) {
    api.find(path)
        .map(there -> Json.as(DeletedResource.class, Json.parse(there)))
        .filter(live -> forgetsRestore(live, head))
        .ifPresent(
            live ->
                status.writeOver(
                    live,
                    RecordStatus.restored(
                        live,
                        head.restoredAs().orElseThrow(),
                        GroupProgress.NOBODY_ELSE,
                        clock.now())));
    return true;
  }

  private boolean rebuild(StoredSnapshot head) {
    Optional<ObjectNode> record = recorded(head);
    if (record.isEmpty()) {
      return true;
    }
    // A final delete removes the snapshot before it releases the object, so read the snapshot
    // again.
    if (held(LiveObject.identity(record.get())) || recorded(head).isEmpty()) {
      return false;
    }
    RecordWriter.Written written = records.save(inLivingNamespace(record.get()));
    log.info("{}/{}: has its snapshot {}", written.namespace(), written.name(), head.name());
    rememberRestore(
        ResourceType.DELETED_RESOURCES.path(Optional.of(written.namespace()), written.name()),
        head);
    // The next pass finds other snapshots of this object.
    return false;
  }

  private Optional<ObjectNode> recorded(StoredSnapshot head) {
    return snapshots.record(head).filter(r -> !Format.newer(r));
  }

  private boolean discardLeftover(DeletedResource listed, StoredSnapshot part) {
    if (held(listed.getSpec().resource())) {
      return false;
    }
    Optional<DeletedResource> record = LiveRecord.find(api, listed);
    if (record
        .filter(r -> !Format.newer(r))
        .filter(r -> !snapshots.references(r.getSpec().snapshot(), part))
        .isPresent()) {
      log.info("{}: left behind by an interrupted capture, removed", part.name());
      snapshots.discard(part);
    }
    return record.isPresent();
  }

  private boolean held(ResourceIdentity deleted) {
    return liveObject.find(deleted).isPresent();
  }

  /** Keeps the record in its own namespace only if that is still the same namespace. */
  private ObjectNode inLivingNamespace(ObjectNode record) {
    String home = record.at("/metadata/namespace").asText();
    String uid = record.at("/spec/resource/namespaceUid").asText();
    boolean same =
        api.find(ResourceType.NAMESPACES.path(Optional.empty(), home))
            .map(KubeObject::parse)
            .filter(n -> uid.isEmpty() || n.uid().equals(uid))
            .filter(n -> !n.deleting())
            .isPresent();
    return same ? record : RecordWriter.movedTo(record, records.operatorNamespace());
  }
}
