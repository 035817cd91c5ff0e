package dev.softdelete.operator.record;

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
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.snapshot.Format;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Writes each record once, in the namespace where it belongs. */
public final class RecordWriter {
  /**
   * The location of a written record.
   *
   * @param purging whether the record already existed and is being purged
   * @param unneeded a snapshot of the object that the record does not reference, or no longer
   *     references
   */
  public record Written(
      String namespace, String name, boolean purging, Optional<SnapshotReference> unneeded) {}

  /** The spec fields of a record that users change. */
  private static final List<String> MOVABLE =
      List.of("purgeTime", "purgeTimeMovedBy", "legalHold", "legalHoldBy");

  private final ApiServer api;
  private final String operatorNamespace;
  private final Predicate<DeletedResource> comesBack;

  /**
   * Creates a writer.
   *
   * @param comesBack whether a record comes back with its group, which calls off its purge
   */
  public RecordWriter(
      ApiServer api, String operatorNamespace, Predicate<DeletedResource> comesBack) {
    this.api = api;
    this.operatorNamespace = operatorNamespace;
    this.comesBack = comesBack;
  }

  public String operatorNamespace() {
    return operatorNamespace;
  }

  /**
   * Returns the namespace for the record. This is the object's namespace, or the operator's
   * namespace if the object is cluster-scoped or its namespace is terminating. If an earlier
   * attempt wrote the record, its namespace is used, because one deletion has only one record.
   */
  public String home(Optional<NamespaceState> namespace, Optional<DeletedResource> before) {
    return before
        .map(DeletedResource::getMetadata)
        .filter(metadata -> metadata.getDeletionTimestamp() == null)
        .map(ObjectMeta::getNamespace)
        .orElseGet(
            () ->
                namespace
                    .filter(n -> !n.terminating())
                    .map(NamespaceState::name)
                    .orElse(operatorNamespace));
  }

  /**
   * Writes the record of a capture. A record from an earlier attempt is updated to the newer
   * snapshot.
   */
  public Written write(ObjectNode record) {
    KubeObject written = createOrFind(record);
    if (Format.newer(written.json())) {
      throw new IllegalStateException(
          "the record %s was written by a newer version of the operator; upgrade it"
              .formatted(written.name()));
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

  /**
   * Writes a record again that was lost or will be lost. An existing record is left unchanged,
   * because it is more recent.
   */
  public Written save(ObjectNode record) {
    return written(createOrFind(record), Optional.empty());
  }

  /**
   * Writes the replacement of a record that is about to be deleted with its namespace. If a record
   * already exists there, it was due to be deleted once the moved record was back in its own
   * namespace. That record is now kept, and it receives the changes that users have made since.
   *
   * @param record see {@link RelocatedRecord#inPlaceOf}
   * @return empty if the existing record is being deleted or has changed; the caller must try again
   */
  public Optional<Written> saveInPlace(ObjectNode record) {
    KubeObject there = createOrFind(record);
    String place = RelocatedRecord.placeOf(new KubeObject(record));
    if (place.equals(RelocatedRecord.placeOf(there))) {
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

  /**
   * Returns the record that an earlier attempt wrote. It is moved later, when the namespace
   * controller deletes it.
   */
  private Optional<KubeObject> writtenBefore(KubeObject wanted) {
    String uid = wanted.json().at("/spec/resource/uid").asText();
    return api.find(path(wanted))
        .map(KubeObject::parse)
        .filter(r -> !r.deleting() && r.json().at("/spec/resource/uid").asText().equals(uid));
  }

  /**
   * Whether the create failed because the namespace is terminating or missing. The kind is checked
   * because the API server also answers 404 while the CRD of the records is missing.
   */
  private static boolean namespaceGoes(ApiException e) {
    return e.causedBy("NamespaceTerminating")
        || (e.notFound() && e.detailsKind().equals(ResourceType.NAMESPACES.plural()));
  }

  private Written written(KubeObject record, Optional<SnapshotReference> unneeded) {
    return new Written(record.namespace().orElseThrow(), record.name(), purging(record), unneeded);
  }

  /**
   * Whether the record is being purged, and no restore or legal hold stops the purge. What is
   * restored waits until the capture releases the object.
   */
  private boolean purging(KubeObject record) {
    DeletedResource typed = Json.as(DeletedResource.class, record.json());
    return record.deleting()
        && !Boolean.TRUE.equals(typed.getSpec().legalHold())
        && !RecordStep.stays(typed)
        && !comesBack.test(typed);
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

  /**
   * Adds the record to the group of its namespace. An object that is captured in a terminating
   * namespace was deleted with it.
   */
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

  /** Returns a copy of the record for another namespace. */
  public static ObjectNode movedTo(ObjectNode record, String namespace) {
    ObjectNode moved = record.deepCopy();
    moved.withObject("/metadata").put("namespace", namespace);
    return moved;
  }
}
