package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The stamp without which the annotation {@code softdelete.dev/bypass} has no effect. It shows that
 * the annotation was set by a request whose requester may, and not by a conversion webhook, or
 * before there was an admission policy. The expressions of keep.yaml and protect.yaml decide in the
 * same way.
 *
 * @param finalizer whether the object has the finalizer {@code softdelete.dev/bypass} after the
 *     request
 * @param granted the stamp of an object that is being deleted, and can take no finalizer
 */
public record BypassStamp(boolean finalizer, Optional<String> granted) {

  /**
   * Decides on the stamp of an object.
   *
   * @param mayBypass whether the requester may make deletes final
   */
  static BypassStamp of(KubeObject object, Optional<KubeObject> before, BooleanSupplier mayBypass) {
    if (!asked(object)) {
      return new BypassStamp(false, Optional.empty());
    }
    boolean grants = before.filter(BypassStamp::asked).isEmpty() && mayBypass.getAsBoolean();
    boolean stampedBefore = before.filter(BypassStamp::stamped).isPresent();
    Optional<KubeObject> deleted = before.filter(KubeObject::deleting);
    return new BypassStamp(
        stampedBefore || (grants && deleted.isEmpty()),
        deleted.flatMap(d -> grants ? Optional.of(grant(d)) : Optional.ofNullable(grantOn(d))));
  }

  /** Whether the object has the annotation, with or without effect. */
  public static boolean asked(KubeObject object) {
    return "true".equals(object.annotations().get(SoftDelete.BYPASS_ANNOTATION));
  }

  /** Whether the object bears the finalizer that was added while it was covered. */
  public static boolean stamped(KubeObject object) {
    return object.finalizers().contains(SoftDelete.RETAIN_FINALIZER)
        && object.finalizers().contains(SoftDelete.BYPASS_FINALIZER);
  }

  /** Whether the object bears the stamp of its present deletion. */
  public static boolean grantedSinceDelete(KubeObject object) {
    return object.deleting() && grant(object).equals(grantOn(object));
  }

  private static String grantOn(KubeObject object) {
    return object.annotations().get(SoftDelete.BYPASS_GRANTED_ANNOTATION);
  }

  private static String grant(KubeObject deleted) {
    return deleted.uid() + "/" + deleted.metadata().path("deletionTimestamp").asText();
  }
}
