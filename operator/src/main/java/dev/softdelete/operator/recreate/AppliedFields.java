package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The part of an object that a manager's {@code fieldsV1} names: the fields that an applier sent,
 * without the fields that the API server added. The format is the one of structured-merge-diff:
 * {@code f:} names a field, {@code k:} an item by its keys, {@code v:} an item by its value, and
 * {@code .} the value itself.
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
        }
      }
    }
    return extracted;
  }

  private static ArrayNode extractList(JsonNode list, JsonNode fields) {
    ArrayNode extracted = Json.object().arrayNode();
    for (JsonNode item : list) {
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        if (field.getKey().startsWith("v:") && literal(field.getKey()).equals(item)) {
          extracted.add(item.deepCopy());
        } else if (field.getKey().startsWith("k:")) {
          JsonNode keys = literal(field.getKey());
          if (has(item, keys)) {
            extracted.add(keyed(item, keys, field.getValue()));
          }
        }
      }
    }
    return extracted;
  }

  private static boolean has(JsonNode item, JsonNode keys) {
    return keys.isObject()
        && keys.properties().stream().allMatch(k -> k.getValue().equals(item.get(k.getKey())));
  }

  /**
   * Extracts an item with its keys. Items are found by their keys, so the keys are included even if
   * the manager owns only other fields.
   */
  private static ObjectNode keyed(JsonNode item, JsonNode keys, JsonNode fields) {
    ObjectNode extracted = extractObject(item, fields);
    keys.properties().forEach(k -> extracted.set(k.getKey(), k.getValue()));
    return extracted;
  }

  /** Returns the literal of a key; a missing node, which equals no item, if it is not JSON. */
  private static JsonNode literal(String key) {
    try {
      return Json.value(key.substring(2).getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }
}
