package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.util.Map;

/**
 * The fields that client-side apply removes: every field of its last manifest that the new manifest
 * does not have, whoever wrote to it since. Server-side apply removes only the fields that the
 * applier alone owns. Therefore the applier is first made the only owner of the dropped fields.
 * Manifests are compared by the fields that an apply of them owns, as {@code fieldsV1}.
 */
public final class DroppedFields {
  private DroppedFields() {}

  /** Returns the topmost fields of the last manifest that the new manifest does not have. */
  public static ObjectNode between(JsonNode last, JsonNode now) {
    ObjectNode dropped = Json.object();
    for (Map.Entry<String, JsonNode> field : last.properties()) {
      JsonNode still = now.get(field.getKey());
      if (still != null) {
        ObjectNode within = between(field.getValue(), still);
        if (!within.isEmpty()) {
          dropped.set(field.getKey(), within);
        }
      } else if (!field.getKey().equals(".")) {
        dropped.putObject(field.getKey());
      }
    }
    return dropped;
  }

  /**
   * Returns the entries of {@code managedFields} with the applier as the only owner of the dropped
   * fields.
   *
   * @param last the applier's entry for its last manifest; it is added to the result
   */
  public static ArrayNode handedTo(ObjectNode last, ArrayNode entries, ObjectNode dropped) {
    ArrayNode after = Json.object().arrayNode();
    ObjectNode applier = last.deepCopy();
    for (JsonNode entry : entries) {
      ObjectNode copy = entry.deepCopy();
      if (copy.path("apiVersion").equals(last.path("apiVersion"))
          && copy.get("fieldsV1") instanceof ObjectNode fields) {
        FieldOwnership.union(applier.withObject("/fieldsV1"), taken(fields, dropped));
      }
      if (!copy.path("fieldsV1").isEmpty()) {
        after.add(copy);
      }
    }
    return after.add(applier);
  }

  /** Removes the dropped fields from {@code fields}, and returns the removed fields. */
  private static ObjectNode taken(ObjectNode fields, JsonNode dropped) {
    ObjectNode taken = Json.object();
    for (Map.Entry<String, JsonNode> field : dropped.properties()) {
      String name = field.getKey();
      if (!fields.has(name)) {
        continue;
      }
      if (field.getValue().isEmpty()) {
        taken.set(name, fields.remove(name));
      } else if (fields.get(name) instanceof ObjectNode within && !within.isEmpty()) {
        ObjectNode inner = taken(within, field.getValue());
        if (!inner.isEmpty()) {
          taken.set(name, inner);
        }
        if (within.isEmpty()) {
          fields.remove(name);
        }
      }
    }
    return taken;
  }
}
