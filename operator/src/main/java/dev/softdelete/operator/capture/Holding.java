package dev.softdelete.operator.capture;

import dev.softdelete.api.Mode;
import java.util.Set;

/** Whether a deleted object stays, Terminating, under the finalizer. */
final class Holding {
  /** Their contents or containers go at once, whatever holds the object itself. */
  private static final Set<String> NEVER =
      Set.of("namespaces", "pods", "customresourcedefinitions.apiextensions.k8s.io");

  private Holding() {}

  /**
   * By the policy as it is now, and only while what the object needs to live in stays. What an
   * interrupted capture was about to archive is archived: its record says so.
   */
  static boolean of(Capturable deleted) {
    boolean asked =
        deleted
            .policy()
            .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
            .filter(p -> p.getSpec().mode() == Mode.Hold)
            .isPresent();
    return asked
        && deleted.before().filter(b -> b.getSpec().mode() != Mode.Hold).isEmpty()
        && deleted.goesWith().isEmpty()
        && !NEVER.contains(deleted.type().groupResource())
        && !deleted.foreground();
  }
}
