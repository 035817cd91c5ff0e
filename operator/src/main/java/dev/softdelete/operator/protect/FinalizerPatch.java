package dev.softdelete.operator.protect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;

/** Answers a review with other finalizers of the object. */
final class FinalizerPatch {
  private FinalizerPatch() {}

  /** Returns a response that sets the finalizers, if they are others than those of the object. */
  static AdmissionResponse of(KubeObject object, List<String> finalizers) {
    if (object.finalizers().equals(finalizers)) {
      return AdmissionResponse.allowed();
    }
    ArrayNode patch = Json.object().arrayNode();
    ObjectNode add = patch.addObject().put("op", "add").put("path", "/metadata/finalizers");
    finalizers.forEach(add.putArray("value")::add);
    return new AdmissionResponse.Patched(patch, List.of());
  }
}
