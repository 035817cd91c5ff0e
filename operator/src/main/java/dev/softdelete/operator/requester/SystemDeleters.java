package dev.softdelete.operator.requester;

import dev.softdelete.api.Requester;
import java.util.Set;

/** Controllers that delete objects as a consequence of another delete. */
public final class SystemDeleters {
  private static final String PREFIX = "system:serviceaccount:kube-system:";

  /** The identity of a controller manager that runs all its controllers under a single identity. */
  private static final String CONTROLLER_MANAGER = "system:kube-controller-manager";

  private static final String NAMESPACES = PREFIX + "namespace-controller";

  private static final Set<String> CASCADES =
      Set.of(PREFIX + "generic-garbage-collector", NAMESPACES, CONTROLLER_MANAGER);

  private SystemDeleters() {}

  /** Whether the requester deletes only what is in a namespace that is being deleted. */
  public static boolean emptiesNamespaces(Requester requester) {
    return requester.username().equals(NAMESPACES);
  }

  public static boolean cascades(Requester requester) {
    return CASCADES.contains(requester.username());
  }
}
