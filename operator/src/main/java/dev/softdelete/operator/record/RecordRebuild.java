package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.capture.RecordWriter;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.purge.LiveObject;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds snapshots and records against each other: a snapshot whose record was lost gets it back,
 * and one that an interrupted capture left behind goes. Works from a watch's view, which may lag:
 * writing a record that exists is harmless, and each snapshot is looked at live before it counts.
 */
public final class RecordRebuild {
  private static final Logger log = LoggerFactory.getLogger(RecordRebuild.class);

  private final ApiServer api;
  private final LiveObject liveObject;
  private final SnapshotStore snapshots;
  private final RecordWriter records;
  private final RecordCatalog catalog;

  public RecordRebuild(
      ApiServer api,
      LiveObject liveObject,
      SnapshotStore snapshots,
      RecordWriter records,
      RecordCatalog catalog) {
    this.api = api;
    this.liveObject = liveObject;
    this.snapshots = snapshots;
    this.records = records;
    this.catalog = catalog;
  }

  /** One pass over all snapshots. */
  public void run() {
    Map<String, DeletedResource> byUid = new HashMap<>();
    catalog.get().forEach(r -> byUid.put(r.getSpec().resource().uid(), r));
    snapshots.forEach(
        part -> {
          DeletedResource record = byUid.get(part.uid());
          if (record == null && part.head()) {
            rebuild(part);
          } else if (record != null && !snapshots.references(record.getSpec().snapshot(), part)) {
            discardLeftover(record, part);
          }
        });
  }

  private void rebuild(StoredSnapshot head) {
    snapshots
        .record(head)
        // While the object is held, its capture goes on and writes the record.
        .filter(record -> liveObject.find(LiveObject.identity(record)).isEmpty())
        .ifPresent(
            record -> {
              RecordWriter.Written written = records.write(inLivingNamespace(record));
              log.warn("{}: rebuilt from its snapshot {}", written.name(), head.name());
            });
  }

  private void discardLeftover(DeletedResource record, StoredSnapshot part) {
    if (liveObject.find(record.getSpec().resource()).isEmpty()) {
      log.info("{}: left behind by an interrupted capture, removed", part.name());
      snapshots.discard(part);
    }
  }

  /** Home only while it is the very namespace that it was. */
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
