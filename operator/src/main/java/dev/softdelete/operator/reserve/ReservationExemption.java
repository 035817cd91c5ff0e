package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Computes how a record's own reservation gives way to the restore of the record. */
final class ReservationExemption {
  /** The maximum number of restore namespaces that the schema allows. */
  static final int MOST = 64;

  private ReservationExemption() {}

  /**
   * Returns the reservation with which the object can be restored into a namespace.
   *
   * @param namespace the target namespace; empty for a Namespace
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
            // No list of namespaces can admit a Namespace. Its reservation waits for the purge
            // again.
            namespace.isPresent() ? reserved.expirationTime() : null));
    return then;
  }

  private static List<String> with(List<String> namespaces, String another) {
    List<String> others = namespaces.stream().filter(n -> !n.equals(another)).toList();
    return Stream.concat(
            others.stream().skip(Math.max(0, others.size() + 1 - MOST)), Stream.of(another))
        .toList();
  }

  /** Whether the object is refused now, and would be admitted with the changed reservation. */
  static boolean helps(
      NameReservation then,
      ReservationDecision.Wanted wanted,
      Tenancy tenancy,
      ReservationLookup lookup) {
    return ReservationDecision.of(wanted, tenancy, lookup).isPresent()
        && ReservationDecision.of(wanted, tenancy, new With(then, lookup)).isEmpty();
  }

  /** The reservations, with one of them in another state. */
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
