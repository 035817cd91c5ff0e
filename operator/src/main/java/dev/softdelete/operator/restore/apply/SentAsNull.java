package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.kind.LastApplied;
import java.util.Map;

/**
 * The maps that a client-side apply sent as null, and in whose place the API server put a default
 * before the operator saw the manifest. They are not merged with what the object had: the null
 * removes that, and the default follows.
 */
final class SentAsNull {
  private SentAsNull() {}

  /**
   * Returns the object with these maps as the manifest has them.
   *
   * @param manifest the manifest, whose annotation has the nulls
   */
  static ObjectNode replacedIn(ObjectNode object, ObjectNode manifest) {
    ObjectNode replaced = object.deepCopy();
    LastApplied.own(new KubeObject(manifest))
        .map(NullFields::of)
        .ifPresent(
            nulls -> {
              nulls.remove("f:metadata");
              replace(replaced, nulls, manifest);
            });
    return replaced;
  }

  private static void replace(ObjectNode object, JsonNode nulls, JsonNode manifest) {
    for (Map.Entry<String, JsonNode> field : nulls.properties()) {
      String name = field.getKey().substring(2);
      if (manifest.get(name) instanceof ObjectNode sent) {
        if (field.getValue().isEmpty()) {
          object.set(name, sent.deepCopy());
        } else if (object.get(name) instanceof ObjectNode within) {
          replace(within, field.getValue(), sent);
        }
      }
    }
  }
}
