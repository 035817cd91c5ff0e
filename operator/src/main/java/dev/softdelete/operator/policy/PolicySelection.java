package dev.softdelete.operator.policy;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Selects the policies whose terms apply to an object that bears the finalizer. */
public final class PolicySelection {
  private static final Comparator<SoftDeletePolicy> PRECEDENCE =
      Comparator.comparingInt((SoftDeletePolicy p) -> priority(p))
          .reversed()
          .thenComparing(p -> p.getMetadata().getName());

  private static final Comparator<SoftDeletePolicy> OBSERVERS_LAST =
      Comparator.comparing(PolicyEnforcement::observes);

  /** The reason for Ready=False if an expression or a selector is invalid. */
  public static final String INVALID = "InvalidExpression";

  private PolicySelection() {}

  /**
   * Returns the terms of an object: those of the policies that its finalizers note, and of the
   * first policy, by priority and then by name, that selects it now. If there are none, returns the
   * terms of the first policy that covers its kind, because coverage is sticky. A policy that the
   * API server has never accepted sets no terms. The result is empty if no policy is left.
   *
   * @param noted the marks of further policies whose terms apply
   */
  public static Optional<ObjectTerms> terms(
      List<SoftDeletePolicy> policies,
      ResourceType type,
      KubeObject object,
      Map<String, String> namespaceLabels,
      Set<String> noted) {
    List<SoftDeletePolicy> ofKind = ofKind(policies, type);
    Optional<SoftDeletePolicy> now = first(ofKind, type, object, namespaceLabels);
    Set<String> marks = new HashSet<>(object.finalizers());
    marks.addAll(noted);
    now.map(TermsMark::of).ifPresent(marks::add);
    List<SoftDeletePolicy> all =
        ofKind.stream().filter(p -> marks.contains(TermsMark.of(p))).toList();
    // A policy that observes again sets terms only until it has released what it covered.
    List<SoftDeletePolicy> applicable =
        all.isEmpty() ? ofKind.stream().sorted(OBSERVERS_LAST).limit(1).toList() : all;
    return applicable.isEmpty() ? Optional.empty() : Optional.of(new ObjectTerms(applicable));
  }

  /** Returns the first policy, by priority and then by name, that selects the object. */
  public static Optional<SoftDeletePolicy> first(
      List<SoftDeletePolicy> policies,
      ResourceType type,
      KubeObject object,
      Map<String, String> namespaceLabels) {
    return ofKind(policies, type).stream()
        .filter(p -> !PolicyEnforcement.observes(p))
        .filter(p -> LabelSelectors.matches(p.getSpec().objectSelector(), object.labels()))
        .filter(p -> Scope.inNamespace(p.getSpec(), type, object, namespaceLabels))
        .filter(p -> MatchConditions.hold(p.getSpec().matchConditions(), object))
        .findFirst();
  }

  private static List<SoftDeletePolicy> ofKind(List<SoftDeletePolicy> policies, ResourceType type) {
    return policies.stream()
        .filter(p -> CoveredKinds.named(p.getSpec(), type))
        .filter(p -> !neverAccepted(p))
        .filter(p -> !PolicyEnforcement.onlyObserves(p))
        .sorted(PRECEDENCE)
        .toList();
  }

  /**
   * Returns the policies that set the terms of an object instead of this one, if both select it.
   * Policies that are being deleted, or only observe, are not among them.
   */
  public static List<SoftDeletePolicy> before(
      SoftDeletePolicy policy, List<SoftDeletePolicy> policies) {
    return overlapping(policy, policies)
        .filter(p -> PRECEDENCE.compare(p, policy) < 0)
        .sorted(PRECEDENCE)
        .toList();
  }

  /** Returns the policies for which this one is {@link #before}. */
  public static List<SoftDeletePolicy> after(
      SoftDeletePolicy policy, List<SoftDeletePolicy> policies) {
    return overlapping(policy, policies)
        .filter(p -> PRECEDENCE.compare(p, policy) > 0)
        .sorted(PRECEDENCE)
        .toList();
  }

  private static Stream<SoftDeletePolicy> overlapping(
      SoftDeletePolicy policy, List<SoftDeletePolicy> policies) {
    return policies.stream()
        .filter(PolicyEnforcement::enforces)
        .filter(p -> overlap(p.getSpec(), policy.getSpec()));
  }

  /**
   * Whether some object may be selected by both policies. If their namespace selectors are
   * disjoint, cluster-scoped objects that both select have the strictest terms of both.
   */
  private static boolean overlap(SoftDeletePolicySpec a, SoftDeletePolicySpec b) {
    return CoveredKinds.overlap(a, b)
        && !LabelSelectors.disjoint(a.namespaceSelector(), b.namespaceSelector())
        && !LabelSelectors.disjoint(a.objectSelector(), b.objectSelector());
  }

  /** Whether the status says that the API server has accepted this generation of the policy. */
  public static boolean accepted(SoftDeletePolicy policy) {
    var status = policy.getStatus();
    return status != null
        && policy.getMetadata().getGeneration().equals(status.observedGeneration())
        && Conditions.find(status.conditions(), "Ready")
            .filter(c -> "True".equals(c.getStatus()))
            .isPresent();
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
