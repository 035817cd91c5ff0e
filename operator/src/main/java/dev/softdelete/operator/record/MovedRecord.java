package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;

/** A record as it is written again elsewhere: with all it says, but for what was asked of it. */
public final class MovedRecord {
  private MovedRecord() {}

  public static ObjectNode of(DeletedResource record, String namespace) {
    ObjectNode original = Json.tree(record);
    ObjectNode moved = Json.object();
    moved.set("apiVersion", original.get("apiVersion"));
    moved.set("kind", original.get("kind"));
    ObjectNode metadata = moved.putObject("metadata");
    metadata.put("name", record.getMetadata().getName()).put("namespace", namespace);
    metadata.set("labels", original.at("/metadata/labels"));
    ObjectNode annotations = metadata.putObject("annotations");
    new KubeObject(original)
        .annotations().entrySet().stream()
            .filter(a -> !a.getKey().startsWith(SoftDelete.RESTORE_ANNOTATION))
            .forEach(a -> annotations.put(a.getKey(), a.getValue()));
    metadata.putArray("finalizers").add(SoftDelete.PURGE_FINALIZER);
    moved.set("spec", original.get("spec"));
    return moved;
  }
}
