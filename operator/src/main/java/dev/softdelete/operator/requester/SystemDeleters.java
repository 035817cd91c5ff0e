package dev.softdelete.operator.requester;

import dev.softdelete.api.Requester;
import java.util.Set;

/** Controllers that delete objects as a consequence of another delete. */
public final class SystemDeleters {
  private static final String PREFIX = "system:serviceaccount:kube-system:";

  /** The identity of a controller manager that runs all its controllers under a single identity. */
  private static final String CONTROLLER_MANAGER = "system:kube-controller-manager";

  private static final Set<String> CASCADES =
      Set.of(
          PREFIX + "generic-garbage-collector",
          PREFIX + "namespace-controller",
          CONTROLLER_MANAGER);

  private SystemDeleters() {}

  public static boolean cascades(Requester requester) {
    return CASCADES.contains(requester.username());
  }
}
