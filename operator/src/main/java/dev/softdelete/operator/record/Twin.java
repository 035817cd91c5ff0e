package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** The same record at home, where this one is kept elsewhere and is being moved back. */
public final class Twin {
  private Twin() {}

  /**
   * Looked at live; empty for a record that is at home, or has no home. One that goes away counts,
   * until it says that it was written here again: then it is this one that the deletion has.
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
        .filter(twin -> !twin.deleting() || !twin.uid().equals(MovedRecord.placeOf(here)))
        .filter(twin -> twin.json().at("/spec/resource/uid").asText().equals(deleted.uid()));
  }
}
