package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.util.Map;
import java.util.Set;

/**
 * The fields that are null in the manifest of a client-side apply, which removes them. The API
 * server refuses to apply many nulls server-side, for example those in custom resources.
 */
final class NullFields {
  private static final Set<String> METADATA =
      Set.of("labels", "annotations", "finalizers", "ownerReferences");

  private NullFields() {}

  /**
   * Returns the fields as {@code fieldsV1}. The items of lists are left out, and so are the fields
   * of {@code metadata} that the API server sets.
   */
  static ObjectNode of(ObjectNode manifest) {
    ObjectNode considered = manifest.deepCopy();
    if (considered.get("metadata") instanceof ObjectNode metadata) {
      metadata.retain(METADATA);
    }
    return in(considered);
  }

  private static ObjectNode in(ObjectNode map) {
    ObjectNode fields = Json.object();
    for (Map.Entry<String, JsonNode> field : map.properties()) {
      String key = "f:" + field.getKey();
      if (field.getValue().isNull()) {
        fields.putObject(key);
      } else if (field.getValue() instanceof ObjectNode within && !in(within).isEmpty()) {
        fields.set(key, in(within));
      }
    }
    return fields;
  }
}
