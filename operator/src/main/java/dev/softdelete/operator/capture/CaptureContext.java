package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.FinalDeletes;
import java.util.Optional;

/**
 * A deleted object and what is known about it at the time of its capture.
 *
 * @param namespace the current state of the object's namespace; empty for cluster-scoped objects
 * @param goesWith the UID of the object's namespace or definition, if that is being deleted too
 * @param foreground whether its dependents were deleted before it (foreground deletion)
 * @param policy the policy whose terms apply; empty if no policy covers the object's kind any more
 * @param before the record of the object, if an earlier attempt wrote one or the object was held so
 *     far
 */
public record CaptureContext(
    ResourceType type,
    KubeObject object,
    Optional<NamespaceState> namespace,
    Optional<String> goesWith,
    boolean foreground,
    Optional<SoftDeletePolicy> policy,
    Cause cause,
    Optional<DeletedResource> before) {

  /**
   * Whether the delete is final: the policy ignores deletes by this requester, the cause is
   * certain, and no record exists yet.
   */
  public boolean isFinal() {
    return before.isEmpty()
        && cause.certain()
        && policy.isPresent()
        && cause
            .by()
            .filter(by -> FinalDeletes.by(by, policy.get().getSpec().ignoreDeletesBy()))
            .isPresent();
  }
}
