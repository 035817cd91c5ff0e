package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;

/** A record as it is written again elsewhere: with all it says, but for what was asked of it. */
public final class MovedRecord {
  /** On a record that took the place of another one: the uid of that. */
  private static final String IN_PLACE_OF = SoftDelete.GROUP + "/in-place-of";

  private MovedRecord() {}

  /** The same, in the place of one that is about to go with its namespace. */
  public static ObjectNode inPlaceOf(DeletedResource record, String namespace) {
    ObjectNode moved = of(record, namespace);
    moved.withObject("/metadata/annotations").put(IN_PLACE_OF, record.getMetadata().getUid());
    return moved;
  }

  /** The uid of the one in whose place the record is; empty where it is in nobody's. */
  public static String placeOf(KubeObject record) {
    return record.annotations().getOrDefault(IN_PLACE_OF, "");
  }

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
            .filter(a -> !a.getKey().equals(IN_PLACE_OF))
            .forEach(a -> annotations.put(a.getKey(), a.getValue()));
    metadata.putArray("finalizers").add(SoftDelete.PURGE_FINALIZER);
    moved.set("spec", original.get("spec"));
    return moved;
  }
}
