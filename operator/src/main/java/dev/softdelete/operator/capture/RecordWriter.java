package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.MovedRecord;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.snapshot.Format;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;

/** Writes a record once, in the namespace where it belongs. */
public final class RecordWriter {
  /**
   * Where a record is.
   *
   * @param purging whether the record was there already and is being purged
   * @param unneeded a snapshot of the object that the record does not refer to, or no longer
   */
  public record Written(
      String namespace, String name, boolean purging, Optional<SnapshotReference> unneeded) {}

  /** What users change in a record. */
  private static final List<String> MOVABLE =
      List.of("purgeTime", "purgeTimeMovedBy", "legalHold", "legalHoldBy");

  private final ApiServer api;
  private final String operatorNamespace;

  public RecordWriter(ApiServer api, String operatorNamespace) {
    this.api = api;
    this.operatorNamespace = operatorNamespace;
  }

  public String operatorNamespace() {
    return operatorNamespace;
  }

  /**
   * The object's namespace; ours for cluster-scoped objects and where a namespace is going away.
   * Where an earlier attempt wrote the record, it is there: one deletion has one record.
   */
  public String home(Capturable deleted) {
    return deleted
        .before()
        .map(DeletedResource::getMetadata)
        .filter(before -> before.getDeletionTimestamp() == null)
        .map(ObjectMeta::getNamespace)
        .orElseGet(
            () ->
                deleted
                    .namespace()
                    .filter(n -> !n.terminating())
                    .map(NamespaceState::name)
                    .orElse(operatorNamespace));
  }

  /** Writes the record of a capture; one of an earlier attempt is led on to this snapshot. */
  public Written write(ObjectNode record) {
    KubeObject written = createOrFind(record);
    if (Format.newer(written.json())) {
      throw new IllegalStateException(
          "the record "
              + written.name()
              + " was written by a newer version of the operator; upgrade it");
    }
    SnapshotReference kept = snapshot(written.json());
    SnapshotReference taken = snapshot(record);
    boolean same = kept.equals(taken);
    if (purging(written)) {
      return written(written, same ? Optional.empty() : Optional.of(taken));
    }
    if (!same || !mode(written.json()).equals(mode(record))) {
      ObjectNode patch = Json.object();
      patch.putObject("metadata").put("resourceVersion", written.resourceVersion());
      patch.putObject("spec").put("mode", mode(record)).set("snapshot", Json.tree(taken));
      leadOn(written, patch);
    }
    return written(written, same ? Optional.empty() : Optional.of(kept));
  }

  private void leadOn(KubeObject written, ObjectNode patch) {
    try {
      api.mergePatch(path(written), patch);
    } catch (ApiException e) {
      throw e.notFound() ? goesAway() : e;
    }
  }

  private static IllegalStateException goesAway() {
    return new IllegalStateException("its record goes away; trying again");
  }

  private static String mode(JsonNode record) {
    return record.at("/spec/mode").asText(Mode.Archive.name());
  }

  /** Writes a record again that was or will be lost; one that is there knows better by now. */
  public Written save(ObjectNode record) {
    return written(createOrFind(record), Optional.empty());
  }

  /**
   * Writes a record that is about to go with its namespace. One that is there already is one that
   * was to go once this was at home: it stays from now on, and says what has changed since.
   *
   * @param record see {@link MovedRecord#inPlaceOf}
   * @return empty while the one that is there goes away or changes; to be tried again
   */
  public Optional<Written> saveInPlace(ObjectNode record) {
    KubeObject there = createOrFind(record);
    String place = MovedRecord.placeOf(new KubeObject(record));
    if (place.equals(MovedRecord.placeOf(there))) {
      return Optional.of(written(there, Optional.empty()));
    }
    if (there.deleting()) {
      return Optional.empty();
    }
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .put("resourceVersion", there.resourceVersion())
        .set("annotations", record.at("/metadata/annotations"));
    ObjectNode spec = patch.putObject("spec");
    for (String field : MOVABLE) {
      JsonNode now = record.at("/spec/" + field);
      spec.set(field, now.isMissingNode() ? NullNode.getInstance() : now);
    }
    try {
      return Optional.of(written(api.mergePatch(path(there), patch), Optional.empty()));
    } catch (ApiException e) {
      if (e.conflict() || e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private KubeObject createOrFind(ObjectNode record) {
    KubeObject wanted = new KubeObject(record);
    String home = wanted.namespace().orElseThrow();
    try {
      return api.create(ResourceType.DELETED_RESOURCES.path(Optional.of(home)), record);
    } catch (ApiException e) {
      if (e.alreadyExists()) {
        return api.find(path(wanted)).map(KubeObject::parse).orElseThrow(RecordWriter::goesAway);
      }
      if (namespaceGoes(e) && !home.equals(operatorNamespace)) {
        Optional<KubeObject> before = e.notFound() ? Optional.empty() : writtenBefore(wanted);
        return before.orElseGet(() -> createOrFind(movedTo(inGroup(record), operatorNamespace)));
      }
      throw e;
    }
  }

  /** By an earlier attempt. It is moved when the namespace controller deletes it. */
  private Optional<KubeObject> writtenBefore(KubeObject wanted) {
    String uid = wanted.json().at("/spec/resource/uid").asText();
    return api.find(path(wanted))
        .map(KubeObject::parse)
        .filter(r -> !r.deleting() && r.json().at("/spec/resource/uid").asText().equals(uid));
  }

  /** While the records' own definition is missing, the API server says 404 as well. */
  private static boolean namespaceGoes(ApiException e) {
    return e.causedBy("NamespaceTerminating")
        || (e.notFound() && e.detailsKind().equals(ResourceType.NAMESPACES.plural()));
  }

  private static Written written(KubeObject record, Optional<SnapshotReference> unneeded) {
    return new Written(record.namespace().orElseThrow(), record.name(), purging(record), unneeded);
  }

  /** A purge that waits may be called off by a restore. */
  private static boolean purging(KubeObject record) {
    return record.deleting()
        && !RecordStep.purgeWaits(Json.as(DeletedResource.class, record.json()));
  }

  private static String path(KubeObject record) {
    return ResourceType.DELETED_RESOURCES.path(record.namespace(), record.name());
  }

  private static SnapshotReference snapshot(JsonNode record) {
    JsonNode snapshot = record.at("/spec/snapshot");
    return new SnapshotReference(
        snapshot.path("sha256").asText(),
        snapshot.path("bytes").asLong(),
        snapshot.path("parts").asInt());
  }

  /** What is captured in a namespace that goes away was deleted with it. */
  private static ObjectNode inGroup(ObjectNode record) {
    String namespace = record.at("/spec/resource/namespaceUid").asText();
    if (namespace.isEmpty() || record.at("/spec").has("deletionGroup")) {
      return record;
    }
    ObjectNode grouped = record.deepCopy();
    grouped.withObject("/spec").put("deletionGroup", namespace);
    grouped.withObject("/metadata/labels").put(SoftDelete.DELETION_GROUP_LABEL, namespace);
    return grouped;
  }

  /** The same record in another namespace. */
  public static ObjectNode movedTo(ObjectNode record, String namespace) {
    ObjectNode moved = record.deepCopy();
    moved.withObject("/metadata").put("namespace", namespace);
    return moved;
  }
}
