package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.FieldKey;
import dev.softdelete.operator.kube.Json;
import java.util.Map;

/**
 * The part of an object that a manager's {@code fieldsV1} names: the fields that an applier sent,
 * without the fields that the API server added. A list item gets only the keys that the applier
 * sent, because the others are defaults.
 */
final class AppliedFields {
  private AppliedFields() {}

  static ObjectNode of(JsonNode object, JsonNode fields) {
    return extractObject(object, fields);
  }

  private static JsonNode extract(JsonNode value, JsonNode fields) {
    boolean leaf = fields.isEmpty() || (fields.size() == 1 && fields.has("."));
    if (leaf) {
      // An empty set names the whole value. A single "." names an empty map, list or item.
      return fields.isEmpty() ? value.deepCopy() : empty(value);
    }
    return value.isArray() ? extractList(value, fields) : extractObject(value, fields);
  }

  private static JsonNode empty(JsonNode value) {
    if (value.isArray()) {
      return Json.object().arrayNode();
    }
    return value.isObject() ? Json.object() : value.deepCopy();
  }

  private static ObjectNode extractObject(JsonNode value, JsonNode fields) {
    ObjectNode extracted = Json.object();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getKey().startsWith("f:")) {
        String name = field.getKey().substring(2);
        if (value.has(name)) {
          extracted.set(name, extract(value.get(name), field.getValue()));
        } else if (field.getValue().isEmpty()) {
          // The API server drops nulls and many empty values. An apply of null has the same effect.
          extracted.putNull(name);
        } else if (namesFields(field.getValue())) {
          extracted.set(name, extractObject(Json.object(), field.getValue()));
        }
      }
    }
    return extracted;
  }

  private static boolean namesFields(JsonNode fields) {
    return fields.properties().stream().anyMatch(f -> f.getKey().startsWith("f:"));
  }

  private static ArrayNode extractList(JsonNode list, JsonNode fields) {
    ArrayNode extracted = Json.object().arrayNode();
    for (JsonNode item : list) {
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        if (field.getKey().startsWith("v:") && FieldKey.literal(field.getKey()).equals(item)) {
          extracted.add(item.deepCopy());
        } else if (field.getKey().startsWith("k:")) {
          JsonNode keys = FieldKey.literal(field.getKey());
          if (FieldKey.has(item, keys)) {
            extracted.add(extractObject(item, field.getValue()));
          }
        }
      }
    }
    return extracted;
  }
}
