package dev.softdelete.operator.restore.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.kinds.StatusRule;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.util.Optional;

/** Writes the status that an object had when it was deleted. */
final class RestoredStatus {
  private static final String SUBRESOURCE = "status";

  private final ApiServer api;

  /** The result of a write. */
  sealed interface Outcome {
    /** The object after the write; unchanged if there is nothing to write separately. */
    record Written(KubeObject object) implements Outcome {}

    /** The requester may not write it, or the API server does not accept it. */
    record Without(String why) implements Outcome {}
  }

  RestoredStatus(ApiServer api) {
    this.api = api;
  }

  /** Whether the live object has the status of the snapshot, or what has become of it since. */
  static boolean isBack(RestoreRequest request, KubeObject snapshot, KubeObject live) {
    return StatusRule.of(request.record(), snapshot, live) != StatusRule.NEVER
        && (!hasSubresource(snapshot) || hasSubresource(live));
  }

  private static boolean hasSubresource(KubeObject object) {
    for (JsonNode entry : object.metadata().path("managedFields")) {
      if (entry.path("subresource").asText().equals(SUBRESOURCE)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Writes the status of the snapshot to the object, if the rule for its kind says so. A status
   * that is refused does not keep the restore from its end: the next delete and the manifest of a
   * create wait for that.
   */
  Outcome write(RestoreRequest request, String path, KubeObject snapshot, KubeObject live) {
    return switch (StatusRule.of(request.record(), snapshot, live)) {
      case NEVER -> new Outcome.Written(live);
      case AS_OPERATOR -> write(Optional.empty(), path, snapshot, live);
      case AS_REQUESTER ->
          request.requester().isPresent()
              ? write(request.requester(), path, snapshot, live)
              : new Outcome.Without("It is back without its status: nobody is known who asked.");
    };
  }

  private Outcome write(
      Optional<Requester> requester, String path, KubeObject snapshot, KubeObject live) {
    String status = path + "/status?fieldManager=" + FieldOwnership.FIELD_MANAGER;
    ArrayNode patch = patch(snapshot, live);
    try {
      return new Outcome.Written(
          requester.isPresent()
              ? api.jsonPatchAs(requester.get(), status, patch)
              : api.jsonPatch(status, patch));
    } catch (ApiException e) {
      if (e.notFound()) {
        return new Outcome.Written(live);
      }
      if (e.code() == 403 && requester.isPresent()) {
        return new Outcome.Without(
            "It is back without its status, which %s may not write: this takes the permission to patch the subresource status."
                .formatted(requester.get().username()));
      }
      if (e.code() == 422) {
        return new Outcome.Without(
            "It is back without its status, which the cluster does not accept as it was: "
                + e.about(snapshot.json(), live.json()));
      }
      throw e;
    }
  }

  private static ArrayNode patch(KubeObject snapshot, KubeObject live) {
    ArrayNode patch = Json.object().arrayNode();
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/resourceVersion")
        .put("value", live.resourceVersion());
    patch
        .addObject()
        .put("op", "add")
        .put("path", "/status")
        .set("value", snapshot.json().path("status"));
    return patch;
  }
}
