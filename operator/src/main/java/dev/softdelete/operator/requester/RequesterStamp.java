package dev.softdelete.operator.requester;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Objects;

/**
 * Stamps in the record the user who asks for a restore, moves the purge time, or sets or lifts a
 * legal hold. The result is exactly what the chart's MutatingAdmissionPolicy soft-delete-requester
 * writes.
 */
public final class RequesterStamp {
  private static final List<String> ASKING =
      List.of(
          SoftDelete.RESTORE_ANNOTATION,
          SoftDelete.RESTORE_AS_ANNOTATION,
          SoftDelete.RESTORE_NAMESPACE_ANNOTATION,
          SoftDelete.RESTORE_OVER_ANNOTATION);

  private RequesterStamp() {}

  /**
   * Returns a JSON Patch that stamps the requester, or reverts fields that only the API server may
   * write.
   */
  public static ArrayNode patch(KubeObject before, KubeObject after, Requester requester) {
    ArrayNode patch = Json.object().arrayNode();
    JsonNode old = before.json().path("spec");
    JsonNode now = after.json().path("spec");
    // Only a restore needs the fields that identify a login rather than a person.
    JsonNode person =
        Json.tree(new Requester(requester.username(), null, requester.groups(), null));
    boolean asks = asks(before, after);
    boolean calledOff = !after.annotations().containsKey(SoftDelete.RESTORE_ANNOTATION);
    JsonNode asker =
        Json.tree(calledOff ? Login.nameOf(requester) : RequesterSummary.login(requester));
    stamp(patch, "restoreRequestedBy", old, now, asks, asker);
    stamp(patch, "restoreRequestId", old, now, asks, new TextNode(before.resourceVersion()));
    stamp(patch, "purgeTimeMovedBy", old, now, moves(old, now), person);
    stamp(patch, "legalHoldBy", old, now, holds(old) != holds(now), person);
    return patch;
  }

  private static void stamp(
      ArrayNode patch, String field, JsonNode old, JsonNode now, boolean due, JsonNode stamp) {
    String path = "/spec/" + field;
    if (due) {
      put(patch, path, stamp);
    } else if (!now.path(field).equals(old.path(field))) {
      if (old.has(field)) {
        put(patch, path, old.get(field));
      } else {
        patch.addObject().put("op", "remove").put("path", path);
      }
    }
  }

  private static boolean asks(KubeObject before, KubeObject after) {
    return ASKING.stream()
        .anyMatch(a -> !Objects.equals(before.annotations().get(a), after.annotations().get(a)));
  }

  private static boolean moves(JsonNode old, JsonNode now) {
    return !now.path("purgeTime").equals(old.path("purgeTime"));
  }

  private static boolean holds(JsonNode spec) {
    return spec.path("legalHold").asBoolean(false);
  }

  /** Adds the stamp. The operation "add" also replaces an existing value. */
  private static void put(ArrayNode patch, String path, JsonNode stamp) {
    patch.addObject().put("op", "add").put("path", path).set("value", stamp);
  }
}
