package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.util.Map;
import java.util.Set;

/** A JSON Patch that turns one object into another, by the fields of the first level. */
final class ObjectReplacement {
  private static final Set<String> TYPE = Set.of("apiVersion", "kind");

  private ObjectReplacement() {}

  /**
   * Returns the patch. The {@code managedFields} of the request are kept, because the API server
   * tracks them itself.
   */
  static ArrayNode patch(ObjectNode from, ObjectNode to) {
    ArrayNode patch = Json.object().arrayNode();
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      if (!to.has(field.getKey()) && !TYPE.contains(field.getKey())) {
        patch.addObject().put("op", "remove").put("path", pointer(field.getKey()));
      }
    }
    for (Map.Entry<String, JsonNode> field : to.properties()) {
      if (TYPE.contains(field.getKey())) {
        continue;
      }
      JsonNode value = field.getValue().deepCopy();
      if (field.getKey().equals("metadata") && from.at("/metadata/managedFields").isArray()) {
        ((ObjectNode) value).set("managedFields", from.at("/metadata/managedFields"));
      }
      if (!value.equals(from.get(field.getKey()))) {
        patch.addObject().put("op", "add").put("path", pointer(field.getKey())).set("value", value);
      }
    }
    return patch;
  }

  private static String pointer(String field) {
    return "/" + field.replace("~", "~0").replace("/", "~1");
  }
}
