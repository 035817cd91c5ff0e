package dev.softdelete.operator.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.Snapshots;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Records of a ConfigMap c, which was in a namespace. */
final class Records {
  private Records() {}

  /**
   * Returns a record.
   *
   * @param namespace the namespace of the object; null for a cluster-scoped one
   * @param change a merge patch of the record
   */
  static DeletedResource of(String namespace, String change) {
    ObjectNode record = Json.tree(Snapshots.record(namespace, "c", Map.of()));
    merge(record, Json.parse(change.getBytes(StandardCharsets.UTF_8)));
    return Json.as(DeletedResource.class, record);
  }

  static ObjectNode json(DeletedResource record) {
    return Json.tree(record);
  }

  private static void merge(ObjectNode into, ObjectNode change) {
    change
        .properties()
        .forEach(
            e -> {
              if (e.getValue() instanceof ObjectNode fields
                  && into.get(e.getKey()) instanceof ObjectNode present) {
                merge(present, fields);
              } else {
                into.set(e.getKey(), e.getValue());
              }
            });
  }
}
