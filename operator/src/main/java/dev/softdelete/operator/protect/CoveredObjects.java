package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.policy.TermsMark;
import java.util.List;

/**
 * Tells, as far as metadata shows, which objects a policy may select and of which it sets the
 * terms.
 *
 * @param scope the objects that the policy may select
 * @param mark the mark of the policy
 * @param decides whether metadata alone shows which objects the policy selects
 * @param before the scopes of the policies with a higher precedence
 */
record CoveredObjects(Scope scope, String mark, boolean decides, List<Scope> before) {

  static CoveredObjects of(
      SoftDeletePolicy policy, List<SoftDeletePolicy> policies, Scope.Surroundings surroundings) {
    var conditions = policy.getSpec().matchConditions();
    return new CoveredObjects(
        new Scope(policy.getSpec(), surroundings),
        TermsMark.of(policy),
        conditions == null || conditions.isEmpty(),
        PolicySelection.before(policy, policies).stream()
            .map(p -> new Scope(p.getSpec(), surroundings))
            .toList());
  }

  boolean test(ResourceType type, KubeObject object) {
    return scope.test(type, object);
  }

  /** Whether the API server would add the mark of the policy to the object. */
  boolean lacksMark(ResourceType type, KubeObject object) {
    return decides
        && !object.finalizers().contains(mark)
        && before.stream().noneMatch(s -> s.test(type, object));
  }
}
