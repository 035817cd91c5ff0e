package dev.softdelete.operator.policy;

import dev.softdelete.api.Requester;
import dev.softdelete.api.Requesters;
import dev.softdelete.api.SoftDeletePolicySpec;
import java.util.List;

/** Decides whose deletes are final by {@code spec.ignoreDeletesBy} of a policy. */
public final class FinalDeletes {
  private FinalDeletes() {}

  /** Whether the ignored requesters include this one. If none are configured, the answer is no. */
  public static boolean by(Requester requester, Requesters ignored) {
    if (ignored == null) {
      return false;
    }
    return orEmpty(ignored.users()).contains(requester.username())
        || orEmpty(requester.groups()).stream().anyMatch(orEmpty(ignored.groups())::contains)
        || orEmpty(ignored.serviceAccounts()).stream()
            .map(name -> "system:serviceaccount:" + name.replace('/', ':'))
            .anyMatch(requester.username()::equals);
  }

  /** Whether a final delete is final for the dependents of the object too. */
  public static boolean ofDependents(SoftDeletePolicySpec policy) {
    return Boolean.TRUE.equals(policy.ignoreDeletesOfDependents());
  }

  private static List<String> orEmpty(List<String> list) {
    return list == null ? List.of() : list;
  }
}
