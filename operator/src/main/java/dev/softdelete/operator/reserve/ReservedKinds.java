package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.PolicySelection;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the kinds of objects that reservations concern. */
final class ReservedKinds {
  private ReservedKinds() {}

  /**
   * Returns, in order, the kinds whose names a policy reserves, or of which names are still
   * reserved.
   */
  static List<ResourceRule> named(
      List<SoftDeletePolicy> policies, Collection<NameReservation> reservations) {
    Stream<ResourceRule> covered =
        policies.stream()
            .filter(p -> p.getSpec().nameReservation() != null)
            .filter(p -> !PolicySelection.neverAccepted(p))
            .filter(p -> !PolicyEnforcement.observes(p))
            .flatMap(p -> p.getSpec().resources().stream())
            .map(ReservedKinds::plain);
    Stream<ResourceRule> reserved =
        reservations.stream()
            .map(r -> r.getSpec().resource())
            .map(r -> ResourceRule.of(GroupVersion.of(r.apiVersion()).group(), r.resource()));
    return Stream.concat(covered, reserved)
        .distinct()
        .sorted(Comparator.comparing(ResourceRule::toString))
        .toList();
  }

  /** Simplifies a rule: the API server accepts no other name beside the wildcard {@code *}. */
  private static ResourceRule plain(ResourceRule rule) {
    return new ResourceRule(plain(rule.apiGroups()), plain(rule.resources()));
  }

  private static List<String> plain(List<String> names) {
    return names.contains("*") ? List.of("*") : names;
  }
}
