package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.FieldKey;
import java.util.List;
import java.util.Map;

/**
 * The maps and lists that a client-side apply sent empty. Its patch changes nothing in a map that
 * exists, so that its manager owns no more than before. A server-side apply of the same manifest
 * owns the map.
 */
final class EmptyInUpdate {
  private EmptyInUpdate() {}

  /**
   * Returns what the manager owns by an update with the manifest: the fields without what was sent
   * empty and has not changed, and without what the object does not have.
   *
   * @param applied what a server-side apply of the manifest owns, as {@code fieldsV1}
   * @param sent the manifest
   * @param before the object before the apply
   * @param after the object after the apply
   */
  static ObjectNode owned(JsonNode applied, JsonNode sent, JsonNode before, JsonNode after) {
    ObjectNode owned = applied.deepCopy();
    remove(owned, sent, before, after);
    return owned;
  }

  private static void remove(ObjectNode fields, JsonNode sent, JsonNode before, JsonNode after) {
    for (Map.Entry<String, JsonNode> field : List.copyOf(fields.properties())) {
      String key = field.getKey();
      JsonNode manifest = FieldKey.member(sent, key);
      JsonNode earlier = FieldKey.member(before, key);
      JsonNode now = FieldKey.member(after, key);
      if (key.equals(".")) {
        continue;
      }
      if (field.getValue() instanceof ObjectNode within && !within.isEmpty()) {
        remove(within, manifest, earlier, now);
        if (within.isEmpty()) {
          fields.remove(key);
        }
      } else if (now.isMissingNode() || (empty(manifest) && unchanged(earlier, now))) {
        fields.remove(key);
      }
    }
  }

  private static boolean empty(JsonNode value) {
    return value.isContainerNode() && value.isEmpty();
  }

  /** Whether the map or list existed, and was not emptied. What has left it was removed singly. */
  private static boolean unchanged(JsonNode earlier, JsonNode now) {
    return !earlier.isMissingNode() && (!empty(now) || empty(earlier));
  }
}
