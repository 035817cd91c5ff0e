package dev.softdelete.operator.restore.finish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.kinds.KindRules;
import dev.softdelete.operator.restore.request.RestoreFailedException;

/** Writes the status that an object had when it was deleted. */
final class RestoredStatus {
  private final ApiServer api;

  RestoredStatus(ApiServer api) {
    this.api = api;
  }

  /** Whether the terms ask for the status, and the kind keeps the status that is written. */
  static boolean isWanted(DeletedResource record, KubeObject snapshot) {
    return Boolean.TRUE.equals(record.getSpec().terms().restoreStatus())
        && snapshot.json().has("status")
        && KindRules.keepsStatus(snapshot.apiVersion(), snapshot.kind());
  }

  /**
   * Writes the status of the snapshot to the object.
   *
   * @return the object after the write; unchanged if the kind has no status subresource
   * @throws RestoreFailedException if the API server does not accept the status
   */
  KubeObject write(String path, KubeObject snapshot, KubeObject live) {
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
    try {
      return api.jsonPatch(path + "/status?fieldManager=" + FieldOwnership.FIELD_MANAGER, patch);
    } catch (ApiException e) {
      if (e.notFound()) {
        return live;
      }
      throw e.code() == 422
          ? new RestoreFailedException(refused(e.about(snapshot.json(), live.json())))
          : e;
    }
  }

  private static RestoreFailure refused(String why) {
    return new RestoreFailure(
        Reason.Invalid,
        "It is back, but the cluster does not accept its status as it was: "
            + why
            + ". Adapt what refuses it, or take the annotation "
            + RestoreMark.ANNOTATION
            + " off the object to leave it without.",
        true);
  }
}
