package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.GroupVersion;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Which kinds of objects reservations concern. */
final class ReservedKinds {
  private ReservedKinds() {}

  /** Kinds that a policy reserves the names of, or of which some are still reserved. */
  static List<ResourceRule> named(
      List<SoftDeletePolicy> policies, Collection<NameReservation> reservations) {
    Stream<ResourceRule> covered =
        policies.stream()
            .filter(p -> p.getSpec().nameReservation() != null)
            .flatMap(p -> p.getSpec().resources().stream());
    Stream<ResourceRule> reserved =
        reservations.stream()
            .map(r -> r.getSpec().resource())
            .map(r -> ResourceRule.of(GroupVersion.of(r.apiVersion()).group(), r.resource()));
    return Stream.concat(covered, reserved).distinct().toList();
  }
}
