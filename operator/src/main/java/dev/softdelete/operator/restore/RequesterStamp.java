package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Objects;

/**
 * Who asks for a restore, in the record: what the chart's MutatingAdmissionPolicy
 * soft-delete-requester writes, word for word.
 */
final class RequesterStamp {
  private static final String PATH = "/spec/restoreRequestedBy";
  private static final List<String> ASKING =
      List.of(
          SoftDelete.RESTORE_ANNOTATION,
          SoftDelete.RESTORE_AS_ANNOTATION,
          SoftDelete.RESTORE_NAMESPACE_ANNOTATION);

  private RequesterStamp() {}

  /** A JSON Patch that stamps who asks, or undoes what nobody but the API server may write. */
  static ArrayNode patch(KubeObject before, KubeObject after, Requester requester) {
    ArrayNode patch = Json.object().arrayNode();
    JsonNode old = before.json().at(PATH);
    JsonNode now = after.json().at(PATH);
    if (asks(before, after)) {
      put(patch, Json.tree(requester));
    } else if (!now.equals(old)) {
      if (old.isMissingNode()) {
        patch.addObject().put("op", "remove").put("path", PATH);
      } else {
        put(patch, old);
      }
    }
    return patch;
  }

  private static boolean asks(KubeObject before, KubeObject after) {
    return ASKING.stream()
        .anyMatch(a -> !Objects.equals(before.annotations().get(a), after.annotations().get(a)));
  }

  /** "add" replaces what is there. */
  private static void put(ArrayNode patch, JsonNode stamp) {
    patch.addObject().put("op", "add").put("path", PATH).set("value", stamp);
  }
}
