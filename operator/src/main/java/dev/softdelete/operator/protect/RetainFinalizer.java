package dev.softdelete.operator.protect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;

/** Our finalizers, as patches take them off. */
public final class RetainFinalizer {
  private RetainFinalizer() {}

  /** A JSON Patch for an object that does not bear it. */
  static ArrayNode putOn(KubeObject object) {
    ArrayNode patch = Json.object().arrayNode();
    ObjectNode add = patch.addObject().put("op", "add");
    if (object.finalizers().isEmpty()) {
      add.put("path", "/metadata/finalizers").putArray("value").add(SoftDelete.RETAIN_FINALIZER);
    } else {
      add.put("path", "/metadata/finalizers/-").put("value", SoftDelete.RETAIN_FINALIZER);
    }
    return patch;
  }

  /**
   * A merge patch, conditional on the version seen: what is released is what was looked at, and no
   * finalizer that somebody adds meanwhile is lost.
   */
  public static ObjectNode takenOff(KubeObject object) {
    return takenOff(object, SoftDelete.RETAIN_FINALIZER);
  }

  /** The same for another one of our finalizers. */
  public static ObjectNode takenOff(KubeObject object, String finalizer) {
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("uid", object.uid()).put("resourceVersion", object.resourceVersion());
    var rest = object.finalizers().stream().filter(f -> !f.equals(finalizer)).toList();
    if (rest.isEmpty()) {
      metadata.putNull("finalizers");
    } else {
      rest.forEach(metadata.putArray("finalizers")::add);
    }
    return patch;
  }
}
