package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.util.Map;

/**
 * What client-side apply removes: everything that its last manifest had and this one has not,
 * whoever wrote to it since. A server-side apply removes only what the applier alone owns, so that
 * is what it is made to own first. Manifests are compared by the fields that an apply of them owns,
 * as {@code fieldsV1}.
 */
final class DroppedFields {
  private DroppedFields() {}

  /** The topmost fields of the last manifest that are not in this one. */
  static ObjectNode between(JsonNode last, JsonNode now) {
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
   * Entries of {@code managedFields} in which all that was dropped is the applier's, and nobody
   * else's.
   *
   * @param last the applier's entry for its last manifest; added
   */
  static ArrayNode handedTo(ObjectNode last, ArrayNode entries, ObjectNode dropped) {
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

  /** Takes them out, and returns what was there. */
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
