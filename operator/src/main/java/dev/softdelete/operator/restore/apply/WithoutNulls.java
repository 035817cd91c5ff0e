package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A manifest without its nulls. With client-side apply, a null removes a field; a server-side apply
 * would set it to the empty value of its type, or leave it.
 */
final class WithoutNulls {
  private WithoutNulls() {}

  static ObjectNode of(ObjectNode manifest) {
    ObjectNode copy = manifest.deepCopy();
    removeIn(copy);
    return copy;
  }

  private static void removeIn(JsonNode value) {
    if (value instanceof ObjectNode map) {
      map.removeIf(JsonNode::isNull);
    }
    value.forEach(WithoutNulls::removeIn);
  }
}
