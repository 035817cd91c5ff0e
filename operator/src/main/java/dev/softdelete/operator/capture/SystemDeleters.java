package dev.softdelete.operator.capture;

import dev.softdelete.api.Requester;
import java.util.Set;

/** Controllers that delete because somebody deleted something else. */
public final class SystemDeleters {
  private static final String PREFIX = "system:serviceaccount:kube-system:";

  /** One that runs its controllers under a single identity. */
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
