package dev.softdelete.operator.protect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Answers a review with other finalizers, and another stamp, than the object has. */
final class StampPatch {
  private static final String GRANTED =
      "/metadata/annotations/" + SoftDelete.BYPASS_GRANTED_ANNOTATION.replace("/", "~1");

  private StampPatch() {}

  /** Returns a response that changes only what is not as it should be. */
  static AdmissionResponse of(
      KubeObject object, List<String> finalizers, Optional<String> granted) {
    ArrayNode patch = Json.object().arrayNode();
    if (!new HashSet<>(object.finalizers()).equals(new HashSet<>(finalizers))) {
      ObjectNode add = patch.addObject().put("op", "add").put("path", "/metadata/finalizers");
      finalizers.forEach(add.putArray("value")::add);
    }
    var now = Optional.ofNullable(object.annotations().get(SoftDelete.BYPASS_GRANTED_ANNOTATION));
    if (!now.equals(granted)) {
      ObjectNode change = patch.addObject().put("op", granted.isPresent() ? "add" : "remove");
      change.put("path", GRANTED);
      granted.ifPresent(g -> change.put("value", g));
    }
    return patch.isEmpty()
        ? AdmissionResponse.allowed()
        : new AdmissionResponse.Patched(patch, List.of());
  }
}
