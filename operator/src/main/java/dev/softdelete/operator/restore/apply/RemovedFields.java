package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.FieldKey;
import java.util.Map;

/** Removes what {@code fieldsV1} names. Maps and lists that become empty stay, as empty ones. */
final class RemovedFields {
  private RemovedFields() {}

  /**
   * Returns the object without the fields.
   *
   * @param named the fields in the format of {@code fieldsV1}; those without members are removed
   */
  static ObjectNode without(JsonNode named, ObjectNode object) {
    ObjectNode left = object.deepCopy();
    remove(named, left);
    return left;
  }

  private static void remove(JsonNode fields, JsonNode value) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      JsonNode member = FieldKey.member(value, field.getKey());
      if (!field.getValue().isEmpty()) {
        remove(field.getValue(), member);
      } else if (value instanceof ObjectNode map) {
        map.remove(field.getKey().substring(2));
      } else if (value instanceof ArrayNode list) {
        list.removeIf(item -> item.equals(member));
      }
    }
  }
}
