package dev.softdelete.operator.policy;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Selects the policy whose terms apply to an object that bears the finalizer. */
public final class PolicySelection {
  private static final Comparator<SoftDeletePolicy> PRECEDENCE =
      Comparator.comparingInt((SoftDeletePolicy p) -> priority(p))
          .reversed()
          .thenComparing(p -> p.getMetadata().getName());

  /** The reason for Ready=False if an expression or a selector is invalid. */
  public static final String INVALID = "InvalidExpression";

  private PolicySelection() {}

  /**
   * Returns the first policy, by priority and then by name, that selects the object. If no policy
   * selects it, returns the first policy that covers its kind, because coverage is sticky. A policy
   * that the API server has never accepted sets no terms. The result is empty if no policy is left.
   */
  public static Optional<SoftDeletePolicy> select(
      List<SoftDeletePolicy> policies,
      ResourceType type,
      KubeObject object,
      Map<String, String> namespaceLabels) {
    List<SoftDeletePolicy> ofKind =
        policies.stream()
            .filter(p -> CoveredKinds.covers(p.getSpec(), type))
            .filter(p -> !neverAccepted(p))
            .sorted(PRECEDENCE)
            .toList();
    return ofKind.stream()
        .filter(p -> LabelSelectors.matches(p.getSpec().objectSelector(), object.labels()))
        .filter(p -> Scope.inNamespace(p.getSpec(), type, object, namespaceLabels))
        .filter(p -> MatchConditions.hold(p.getSpec().matchConditions(), object))
        .findFirst()
        .or(() -> ofKind.stream().findFirst());
  }

  /**
   * Returns the policy with that name. The result is empty if the policy is gone, or if no policy
   * is named.
   */
  public static Optional<SoftDeletePolicy> named(List<SoftDeletePolicy> policies, String name) {
    return policies.stream().filter(p -> p.getMetadata().getName().equals(name)).findFirst();
  }

  /**
   * Whether the API server has never accepted any generation of the policy. Such a policy covers
   * nothing.
   */
  public static boolean neverAccepted(SoftDeletePolicy policy) {
    var status = policy.getStatus();
    return status != null
        && (status.protectedResources() == null || status.protectedResources().isEmpty())
        && Conditions.find(status.conditions(), "Ready")
            .filter(c -> INVALID.equals(c.getReason()))
            .isPresent();
  }

  private static int priority(SoftDeletePolicy policy) {
    Integer priority = policy.getSpec().priority();
    return priority == null ? 0 : priority;
  }
}
