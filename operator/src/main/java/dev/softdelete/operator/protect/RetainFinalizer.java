package dev.softdelete.operator.protect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OurFinalizers;
import java.util.List;
import java.util.function.Predicate;

/** Builds the patches that change the finalizers of an object. */
public final class RetainFinalizer {
  private RetainFinalizer() {}

  /**
   * Returns a merge patch that removes the finalizers of a covered object, conditional on the
   * version that was read. So only the version that was read is released, and no finalizer that
   * another client adds in between is lost.
   */
  public static ObjectNode takenOff(KubeObject object) {
    return replaced(object, without(object, OurFinalizers::include));
  }

  /** Returns a merge patch that removes another one of our finalizers, under the same condition. */
  public static ObjectNode takenOff(KubeObject object, String finalizer) {
    return replaced(object, without(object, finalizer::equals));
  }

  /**
   * Returns the finalizers of a live object without the marks of policies that no longer apply. If
   * no mark is left, the object is no longer covered.
   *
   * @param stays whether the policy of a mark still applies
   */
  static List<String> stillApplying(KubeObject object, Predicate<String> stays) {
    boolean covered =
        object.finalizers().stream().anyMatch(f -> OurFinalizers.isTerms(f) && stays.test(f));
    return without(
        object,
        f -> OurFinalizers.isTerms(f) ? !stays.test(f) : !covered && OurFinalizers.include(f));
  }

  /** Returns a merge patch with other finalizers, under the same condition. */
  public static ObjectNode replaced(KubeObject object, List<String> finalizers) {
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("uid", object.uid()).put("resourceVersion", object.resourceVersion());
    if (finalizers.isEmpty()) {
      metadata.putNull("finalizers");
    } else {
      finalizers.forEach(metadata.putArray("finalizers")::add);
    }
    return patch;
  }

  private static List<String> without(KubeObject object, Predicate<String> removed) {
    return object.finalizers().stream().filter(removed.negate()).toList();
  }
}
