package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A key of {@code fieldsV1}, in the format of structured-merge-diff: {@code f:} names a field,
 * {@code k:} an item of a list by its keys, {@code v:} an item by its value, and {@code .} the map,
 * list or item itself.
 */
public final class FieldKey {
  private FieldKey() {}

  /** Returns the member of a map or list that the key names; a missing node if there is none. */
  public static JsonNode member(JsonNode value, String key) {
    if (key.startsWith("f:")) {
      return value.path(key.substring(2));
    }
    if (key.startsWith("k:")) {
      return item(value, literal(key));
    }
    if (key.startsWith("v:")) {
      JsonNode literal = literal(key);
      for (JsonNode item : value) {
        if (item.equals(literal)) {
          return item;
        }
      }
    }
    return missing();
  }

  /**
   * Returns the item with these keys. An item may lack a key that has a default, such as the
   * protocol of a port.
   */
  private static JsonNode item(JsonNode list, JsonNode keys) {
    JsonNode byDefault = missing();
    for (JsonNode item : list) {
      if (has(item, keys)) {
        return item;
      }
      if (byDefault.isMissingNode() && mayHave(item, keys)) {
        byDefault = item;
      }
    }
    return byDefault;
  }

  /** Whether a list item has exactly these keys. */
  public static boolean has(JsonNode item, JsonNode keys) {
    return keys.isObject()
        && keys.properties().stream().allMatch(k -> k.getValue().equals(item.get(k.getKey())));
  }

  private static boolean mayHave(JsonNode item, JsonNode keys) {
    boolean any = false;
    for (Map.Entry<String, JsonNode> key : keys.properties()) {
      JsonNode value = item.get(key.getKey());
      if (value != null && !value.equals(key.getValue())) {
        return false;
      }
      any |= value != null;
    }
    return any;
  }

  /**
   * Returns the keys or the value by which a {@code k:} or {@code v:} key names an item; a missing
   * node, which equals no item, if that is not JSON.
   */
  public static JsonNode literal(String key) {
    try {
      return Json.value(key.substring(2).getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return missing();
    }
  }

  private static JsonNode missing() {
    return Json.object().path("missing");
  }
}
