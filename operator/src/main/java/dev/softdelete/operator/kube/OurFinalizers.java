package dev.softdelete.operator.kube;

import dev.softdelete.api.SoftDelete;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * The finalizers on covered objects: one that holds a delete, one for each policy whose terms apply
 * to the object, and one that makes the next delete final.
 */
public final class OurFinalizers {
  private OurFinalizers() {}

  public static boolean include(String finalizer) {
    return finalizer.equals(SoftDelete.RETAIN_FINALIZER)
        || finalizer.equals(SoftDelete.BYPASS_FINALIZER)
        || isTerms(finalizer);
  }

  /** Whether one of them is on the object. */
  public static boolean on(ObjectMeta metadata) {
    return metadata.getFinalizers().stream().anyMatch(OurFinalizers::include);
  }

  /** Whether the finalizer names a policy whose terms apply to the object. */
  public static boolean isTerms(String finalizer) {
    return finalizer.startsWith(SoftDelete.TERMS_FINALIZER_PREFIX);
  }
}
