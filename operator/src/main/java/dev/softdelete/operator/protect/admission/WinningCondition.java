package dev.softdelete.operator.protect.admission;

import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.admission.LabelCondition;
import dev.softdelete.operator.policy.ObjectExclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says in CEL whether a policy sets the terms of an object: it selects the object, and no policy
 * with a higher precedence does. The expression can only be evaluated in a mutation, because match
 * conditions do not know the namespace.
 */
final class WinningCondition {
  private static final String LABELS = "object.metadata.?labels.orValue({})";
  private static final String NAMESPACE_LABELS = "namespaceObject.metadata.?labels.orValue({})";

  private WinningCondition() {}

  /**
   * Returns an expression that is true if the policy wins for the object as it will be, or has won
   * for the object as it was. The latter matters for an object that is older than the policy: an
   * update that takes a label off must not be faster than the sweep.
   *
   * @param before the policies with a higher precedence
   */
  static String of(SoftDeletePolicy policy, List<SoftDeletePolicy> before) {
    String wins =
        before.stream()
            .map(p -> " && !(" + selects(p.getSpec()) + ")")
            .collect(Collectors.joining("", "(" + selects(policy.getSpec()), ")"));
    // The variable of the macro takes the place of the object.
    return wins + " || (oldObject != null && [oldObject].exists(object, " + wins + "))";
  }

  private static String selects(SoftDeletePolicySpec spec) {
    var all = new ArrayList<String>();
    all.add(
        spec.resources().stream()
            .map(KindCondition::of)
            .collect(Collectors.joining(" || ", "(", ")")));
    List<ResourceRule> excluded = orEmpty(spec.excludeResources());
    if (!excluded.isEmpty()) {
      all.add(KindCondition.noneOf(excluded));
    }
    all.add(
        "(request.resource.group == '' && request.resource.resource == 'namespaces' ? %s : %s)"
            .formatted(
                LabelCondition.of(spec.namespaceSelector(), LABELS),
                "namespaceObject == null || "
                    + LabelCondition.of(spec.namespaceSelector(), NAMESPACE_LABELS)));
    all.add(LabelCondition.of(spec.objectSelector(), LABELS));
    ObjectExclusion.of(Boolean.TRUE.equals(spec.includeOwned())).stream()
        .map(e -> "!(" + e.excluded() + ")")
        .forEach(all::add);
    // A line break ends a comment in the expression of a user.
    orEmpty(spec.matchConditions()).stream()
        .map(MatchCondition::expression)
        .map(e -> "(" + e + "\n)")
        .forEach(all::add);
    return String.join(" && ", all);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return Optional.ofNullable(list).orElse(List.of());
  }
}
