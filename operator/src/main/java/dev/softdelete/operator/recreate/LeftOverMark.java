package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreMark;

/**
 * Removes a restore mark from a manifest of a user: one that is left over in an exported manifest,
 * or forged. The operator's own creates do not come here.
 */
final class LeftOverMark {
  private static final String PATH =
      "/metadata/annotations/" + RestoreMark.ANNOTATION.replace("/", "~1");

  private LeftOverMark() {}

  /** Returns the answer to a create. One that changes the manifest replaces the mark, too. */
  static AdmissionResponse removed(AdmissionResponse answer, KubeObject created) {
    if (!(answer instanceof AdmissionResponse.Allowed allowed)
        || !created.annotations().containsKey(RestoreMark.ANNOTATION)) {
      return answer;
    }
    ArrayNode patch = Json.object().arrayNode();
    patch.addObject().put("op", "remove").put("path", PATH);
    return new AdmissionResponse.Patched(patch, allowed.warnings());
  }
}
