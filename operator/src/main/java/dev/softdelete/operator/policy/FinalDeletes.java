package dev.softdelete.operator.policy;

import dev.softdelete.api.Requester;
import dev.softdelete.api.Requesters;
import dev.softdelete.api.SoftDeletePolicySpec;

/** Decides whose deletes are final by {@code spec.ignoreDeletesBy} of a policy. */
public final class FinalDeletes {
  private FinalDeletes() {}

  /** Whether the ignored requesters include this one. If none are configured, the answer is no. */
  public static boolean by(Requester requester, Requesters ignored) {
    return NamedRequesters.include(ignored, requester);
  }

  /** Whether a final delete is final for the dependents of the object too. */
  public static boolean ofDependents(SoftDeletePolicySpec policy) {
    return Boolean.TRUE.equals(policy.ignoreDeletesOfDependents());
  }
}
