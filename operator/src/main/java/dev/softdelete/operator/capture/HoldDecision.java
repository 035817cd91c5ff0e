package dev.softdelete.operator.capture;

import dev.softdelete.api.Mode;
import dev.softdelete.operator.policy.ObjectTerms;
import java.util.Set;

/** Decides whether the finalizer holds a deleted object in the Terminating state. */
final class HoldDecision {
  /**
   * Kinds that are never held. Their contents or containers are removed immediately, even if a
   * finalizer holds the object.
   */
  private static final Set<String> NEVER =
      Set.of("namespaces", "pods", "customresourcedefinitions.apiextensions.k8s.io");

  private HoldDecision() {}

  /**
   * Decides by the current policy, and only if neither the namespace nor the definition of the
   * object is being deleted. If an interrupted capture began to archive the object, its record says
   * so, and the object is archived.
   */
  static boolean of(CaptureContext deleted) {
    boolean asked = deleted.terms().filter(ObjectTerms::hold).isPresent();
    return asked
        && deleted.before().filter(b -> b.getSpec().mode() != Mode.Hold).isEmpty()
        && deleted.goesWith().isEmpty()
        && !NEVER.contains(deleted.type().groupResource())
        && !deleted.foreground();
  }
}
