package dev.softdelete.operator.restore.finish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.protect.RetainFinalizer;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.requester.RestoringRequester;
import dev.softdelete.operator.restore.create.PostponedAnnotations;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.util.List;
import java.util.Map;

/** Writes the field ownership, the restore mark and the terms of a restored object in one patch. */
final class FinishingPatch {
  private final ApiServer api;

  FinishingPatch(ApiServer api) {
    this.api = api;
  }

  /**
   * Sends the patch.
   *
   * @param snapshot the object that is restored
   * @param seen the object as it was read; the patch fails with a conflict if it has changed since
   * @param mark the new restore mark; null removes it
   * @throws RestoreFailedException if neither the operator nor the requester may change the object
   */
  void send(
      RestoreRequest request,
      KubeObject snapshot,
      String path,
      KubeObject seen,
      ArrayNode owners,
      String mark) {
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", seen.resourceVersion());
    metadata.set("managedFields", owners);
    ObjectNode annotations = metadata.putObject("annotations").put(RestoreMark.ANNOTATION, mark);
    if (mark == null) {
      Map<String, String> postponed = PostponedAnnotations.of(snapshot);
      // What somebody has written since the create stays.
      postponed.keySet().removeAll(seen.annotations().keySet());
      postponed.forEach(annotations::put);
    }
    List<String> finalizers = KeptTerms.finalizers(seen, request.record().getSpec());
    if (!finalizers.equals(seen.finalizers())) {
      finalizers.forEach(metadata.putArray("finalizers")::add);
    }
    String finishing = path + "?fieldManager=" + FieldOwnership.FIELD_MANAGER;
    try {
      api.mergePatch(finishing, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      // RBAC lets no user write a role beyond the user's own rights, except for its finalizers. The
      // requester could create it.
      metadata.remove("finalizers");
      metadata.put("resourceVersion", withFinalizers(path, seen, finalizers).resourceVersion());
      sendAs(requester(request), finishing, patch, seen);
    }
  }

  private KubeObject withFinalizers(String path, KubeObject seen, List<String> finalizers) {
    if (finalizers.equals(seen.finalizers())) {
      return seen;
    }
    return api.mergePatch(path, RetainFinalizer.replaced(seen, finalizers));
  }

  private void sendAs(Requester requester, String path, ObjectNode patch, KubeObject seen) {
    try {
      api.mergePatchAs(requester, path, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      throw markStays(requester.username() + " may not take off: " + e.about(seen.json()));
    }
  }

  private static Requester requester(RestoreRequest request) {
    return request
        .requester()
        // The API server takes the mark off what other users write.
        .map(by -> RestoringRequester.of(by, request.record().getMetadata().getName()))
        .orElseThrow(
            () ->
                markStays(
                    "takes the rights of whoever asked, and they are not known any more. Take it"
                        + " off by hand."));
  }

  private static RestoreFailedException markStays(String why) {
    return new RestoreFailedException(
        new RestoreFailure(
            Reason.Forbidden,
            "It is back, but bears the annotation " + RestoreMark.ANNOTATION + ", which " + why,
            true));
  }
}
