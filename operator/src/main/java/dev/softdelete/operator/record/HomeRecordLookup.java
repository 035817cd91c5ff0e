package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * Finds the same record in its own namespace, while this one is elsewhere and is being moved back.
 */
public final class HomeRecordLookup {
  private HomeRecordLookup() {}

  /**
   * Returns the twin by a live read; empty for a record that is in its own namespace, or has none.
   * A twin that is being deleted counts, unless this record says that it was written in the twin's
   * place: then this record is the record of the deletion.
   */
  public static Optional<KubeObject> of(ApiServer api, DeletedResource record) {
    var deleted = record.getSpec().resource();
    var metadata = record.getMetadata();
    var here = new KubeObject(Json.tree(record));
    return Optional.ofNullable(deleted.namespace())
        .filter(home -> !home.equals(metadata.getNamespace()))
        .flatMap(
            home ->
                api.find(
                    ResourceType.DELETED_RESOURCES.path(Optional.of(home), metadata.getName())))
        .map(KubeObject::parse)
        .filter(twin -> !twin.deleting() || !twin.uid().equals(RelocatedRecord.placeOf(here)))
        .filter(twin -> twin.json().at("/spec/resource/uid").asText().equals(deleted.uid()));
  }
}
