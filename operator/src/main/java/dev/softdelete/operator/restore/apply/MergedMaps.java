package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.FieldKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The maps of a client-side apply that a server-side apply would replace as a whole, such as a
 * {@code nodeSelector}. Client-side apply merges every map with that of the object.
 */
final class MergedMaps {
  private MergedMaps() {}

  /**
   * Returns the manifest with those maps as they are after a client-side apply.
   *
   * @param manifest the manifest, in which a null removes a field
   * @param owned what a server-side apply of the manifest owns, as {@code fieldsV1}
   * @param last the manifest of the last client-side apply
   * @param live the object
   */
  static ObjectNode in(ObjectNode manifest, JsonNode owned, JsonNode last, JsonNode live) {
    ObjectNode merged = manifest.deepCopy();
    merge(merged, owned, last, live);
    return merged;
  }

  private static void merge(JsonNode sent, JsonNode owned, JsonNode last, JsonNode live) {
    for (Map.Entry<String, JsonNode> field : owned.properties()) {
      String key = field.getKey();
      JsonNode now = FieldKey.member(sent, key);
      JsonNode before = FieldKey.member(last, key);
      JsonNode there = FieldKey.member(live, key);
      if (!field.getValue().isEmpty()) {
        merge(now, field.getValue(), before, there);
      } else if (now instanceof ObjectNode map && there instanceof ObjectNode existing) {
        ObjectNode result = merged(map, before, existing);
        map.removeAll();
        map.setAll(result);
      }
    }
  }

  private static ObjectNode merged(ObjectNode sent, JsonNode last, ObjectNode live) {
    ObjectNode merged = live.deepCopy();
    for (String name : names(last)) {
      if (!sent.has(name)) {
        merged.remove(name);
      }
    }
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      String name = field.getKey();
      if (field.getValue().isNull()) {
        merged.remove(name);
      } else if (field.getValue() instanceof ObjectNode map
          && live.get(name) instanceof ObjectNode existing) {
        merged.set(name, merged(map, last.path(name), existing));
      } else {
        merged.set(name, field.getValue());
      }
    }
    return merged;
  }

  private static Set<String> names(JsonNode map) {
    var names = new HashSet<String>();
    map.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
