package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.FieldKey;
import dev.softdelete.operator.kube.Json;
import java.util.Map;

/**
 * The maps that a server-side apply sent empty, such as {@code strategy: {}}, and that the API
 * server filled with defaults. In {@code fieldsV1}, such a map looks like a map that is owned as a
 * whole, such as a selector. Only an apply of the manifest shows the difference: what is owned as a
 * whole is owned as a whole again; of a map with defaults, the members are owned.
 */
public final class SentEmpty {
  private SentEmpty() {}

  /**
   * Returns the fields that may have been sent empty: the maps and lists that have content, and
   * that are owned as a whole.
   *
   * @param manifest the manifest with the defaults of the API server
   * @param sent what the manager owned by its create, as {@code fieldsV1}
   */
  public static ObjectNode possible(JsonNode manifest, JsonNode sent) {
    ObjectNode possible = Json.object();
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      JsonNode value = FieldKey.member(manifest, field.getKey());
      if (!field.getValue().isEmpty()) {
        ObjectNode within = possible(value, field.getValue());
        if (!within.isEmpty()) {
          possible.set(field.getKey(), within);
        }
      } else if (value.isContainerNode() && !value.isEmpty()) {
        possible.putObject(field.getKey());
      }
    }
    return possible;
  }

  /**
   * Returns the manifest with those maps empty again.
   *
   * @param possible the fields that may have been sent empty
   * @param owned the fields that the manager would own by an apply of this manifest
   */
  static ObjectNode emptied(ObjectNode manifest, JsonNode possible, JsonNode owned) {
    ObjectNode emptied = manifest.deepCopy();
    empty(emptied, possible, owned);
    return emptied;
  }

  private static void empty(JsonNode value, JsonNode possible, JsonNode owned) {
    for (Map.Entry<String, JsonNode> field : possible.properties()) {
      JsonNode now = owned.path(field.getKey());
      JsonNode member = FieldKey.member(value, field.getKey());
      if (!field.getValue().isEmpty()) {
        empty(member, field.getValue(), now);
      } else if (!now.isEmpty()) {
        clear(member);
      }
    }
  }

  private static void clear(JsonNode value) {
    switch (value) {
      case ObjectNode map -> map.removeAll();
      case ArrayNode list -> list.removeAll();
      default -> {}
    }
  }
}
