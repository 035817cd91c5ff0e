package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a record's own reservation gives way to the record's restore. */
final class Readmission {
  /** As many as the schema takes. */
  static final int MOST = 64;

  private Readmission() {}

  /**
   * The reservation with which it may come back there.
   *
   * @param namespace where to; empty for a Namespace
   */
  static NameReservation of(NameReservation own, Optional<String> namespace) {
    NameReservationSpec reserved = own.getSpec();
    var then = new NameReservation();
    then.setMetadata(own.getMetadata());
    then.setSpec(
        new NameReservationSpec(
            reserved.resource(),
            reserved.hosts(),
            reserved.tenant(),
            reserved.tenantLabel(),
            reserved.duration(),
            namespace
                .map(n -> with(reserved.restoreNamespaces(), n))
                .orElse(reserved.restoreNamespaces()),
            // Nobody can invite a Namespace: it waits for its purge again.
            namespace.isPresent() ? reserved.expirationTime() : null));
    return then;
  }

  private static List<String> with(List<String> namespaces, String another) {
    List<String> others = namespaces.stream().filter(n -> !n.equals(another)).toList();
    return Stream.concat(
            others.stream().skip(Math.max(0, others.size() + 1 - MOST)), Stream.of(another))
        .toList();
  }

  /** Whether it is refused, and would not be if its own reservation were that. */
  static boolean helps(
      NameReservation then,
      ReservationDecision.Wanted wanted,
      Tenancy tenancy,
      ReservationLookup lookup) {
    return ReservationDecision.of(wanted, tenancy, lookup).isPresent()
        && ReservationDecision.of(wanted, tenancy, new With(then, lookup)).isEmpty();
  }

  /** What is reserved, with another state of one reservation. */
  private record With(NameReservation then, ReservationLookup lookup) implements ReservationLookup {
    @Override
    public List<NameReservation> named(String key) {
      return replaced(lookup.named(key));
    }

    @Override
    public List<NameReservation> answeringFor(String host) {
      return replaced(lookup.answeringFor(host));
    }

    private List<NameReservation> replaced(List<NameReservation> reservations) {
      String name = then.getMetadata().getName();
      return reservations.stream()
          .map(r -> r.getMetadata().getName().equals(name) ? then : r)
          .toList();
    }
  }
}
