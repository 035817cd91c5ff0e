package dev.softdelete.operator.requester.kind;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Set;

/**
 * Decides whether a delete is routine: a controller clears up what nobody has declared, or a
 * lifecycle controller of Kubernetes deletes what is finished.
 */
public final class RoutineDelete {
  private static final String KUBE_SYSTEM = SystemRequesters.SERVICE_ACCOUNT + "kube-system:";

  private static final Set<String> LIFECYCLE =
      Set.of(
          KUBE_SYSTEM + "ttl-after-finished-controller",
          KUBE_SYSTEM + "pod-garbage-collector",
          KUBE_SYSTEM + "cronjob-controller");

  private RoutineDelete() {}

  /** Decides by the request alone. What the object belongs to may be going away too. */
  public static boolean by(RequesterLists lists, Requester user, KubeObject object) {
    return LIFECYCLE.contains(user.username())
        || (RequesterDecision.ofUser(lists, user) == RequesterKind.CONTROLLER
            && !Declaration.of(lists, object));
  }
}
