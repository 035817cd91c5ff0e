package dev.softdelete.operator.policy;

import dev.softdelete.api.Enforcement;
import dev.softdelete.api.SoftDeletePolicy;

/**
 * Tells which policies act on the cluster. A policy that only observes has no effect on any object
 * and on no other policy: where another policy covers the same object, that one decides alone.
 */
public final class PolicyEnforcement {
  private PolicyEnforcement() {}

  /** Whether the policy only observes. A policy that does not say enforces. */
  public static boolean observes(SoftDeletePolicy policy) {
    return policy.getSpec().enforcement() == Enforcement.Observe;
  }

  /** Whether the policy is to cover objects: it does not only observe, and is not being deleted. */
  public static boolean enforces(SoftDeletePolicy policy) {
    return policy.getMetadata().getDeletionTimestamp() == null && !observes(policy);
  }

  /**
   * Whether an observing policy has released everything that an earlier generation covered. Until
   * then, what is deleted is captured by its terms, as under a policy that is being deleted.
   */
  public static boolean onlyObserves(SoftDeletePolicy policy) {
    return observes(policy) && !mayHaveEnforced(policy);
  }

  /** Whether objects may bear the finalizer because of an earlier generation of the policy. */
  public static boolean mayHaveEnforced(SoftDeletePolicy policy) {
    Long generation = policy.getMetadata().getGeneration();
    if (generation == null || generation <= 1) {
      return false;
    }
    var status = policy.getStatus();
    return status == null
        || !generation.equals(status.observedGeneration())
        || (status.protectedResources() != null && !status.protectedResources().isEmpty());
  }
}
