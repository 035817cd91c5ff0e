package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON patch that turns an object into another one. The API server then computes the field
 * ownership from what changes, as it does for a client-side apply.
 */
final class UpdateTo {
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "metadata");
  private static final List<String> METADATA =
      List.of("labels", "annotations", "finalizers", "ownerReferences");

  private UpdateTo() {}

  /**
   * Returns the operations.
   *
   * @param live the object as it was read; the patch fails with a conflict if it has changed since
   * @param owners the field ownership from which the API server computes the new one
   */
  static ArrayNode patch(KubeObject live, KubeObject wanted, ArrayNode owners) {
    ArrayNode operations = Json.object().arrayNode();
    set(operations, "/metadata/resourceVersion", live.metadata().path("resourceVersion"));
    set(operations, "/metadata/managedFields", owners);
    for (String field : METADATA) {
      change(operations, "/metadata/", field, live.metadata(), wanted.metadata());
    }
    ObjectNode all = live.json().deepCopy();
    all.setAll(wanted.json());
    for (Map.Entry<String, JsonNode> field : all.properties()) {
      if (!IDENTITY.contains(field.getKey())) {
        change(operations, "/", field.getKey(), live.json(), wanted.json());
      }
    }
    return operations;
  }

  private static void change(
      ArrayNode operations, String path, String field, JsonNode from, JsonNode to) {
    String pointer = path + field.replace("~", "~0").replace("/", "~1");
    JsonNode before = from.path(field);
    JsonNode after = to.path(field);
    if (after.isMissingNode() && !before.isMissingNode()) {
      operations.addObject().put("op", "remove").put("path", pointer);
    } else if (!after.equals(before)) {
      set(operations, pointer, after);
    }
  }

  private static void set(ArrayNode operations, String path, JsonNode value) {
    operations.addObject().put("op", "add").put("path", path).set("value", value);
  }
}
