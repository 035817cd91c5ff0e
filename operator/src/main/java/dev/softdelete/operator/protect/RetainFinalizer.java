package dev.softdelete.operator.protect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;

/** Builds the patches that add and remove our finalizers. */
public final class RetainFinalizer {
  private RetainFinalizer() {}

  /** Returns a JSON Patch that adds the finalizer to an object that does not bear it. */
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
   * Returns a merge patch that removes the finalizer, conditional on the version that was read. So
   * only the version that was read is released, and no finalizer that another client adds in
   * between is lost.
   */
  public static ObjectNode takenOff(KubeObject object) {
    return takenOff(object, SoftDelete.RETAIN_FINALIZER);
  }

  /** Returns a merge patch that removes another one of our finalizers, under the same condition. */
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
