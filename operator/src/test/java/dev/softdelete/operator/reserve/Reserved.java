package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ResourceIdentity;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Reservations for tests. */
final class Reserved {
  static final String WRITTEN = "2026-11-25T12:00:00Z";

  private Reserved() {}

  /**
   * Returns the reservation of an Ingress {@code shop} in {@code team-a} that is not purged yet.
   */
  static NameReservation ingress(String... hosts) {
    return of(
        "shop",
        new NameReservationSpec(
            new ResourceIdentity(
                "networking.k8s.io/v1",
                "Ingress",
                "ingresses",
                "team-a",
                "ns-1",
                "shop",
                "u-1",
                null),
            List.of(hosts),
            "team-a",
            null,
            "96h",
            null,
            null));
  }

  /** Returns the reservation of a tenant's Ingress. */
  static NameReservation ingressOf(String tenant, String... hosts) {
    var resource =
        new ResourceIdentity(
            "networking.k8s.io/v1", "Ingress", "ingresses", tenant, "ns", "shop", "u-3", null);
    return of(
        "shop-" + tenant,
        new NameReservationSpec(resource, List.of(hosts), tenant, null, "96h", null, null));
  }

  /** Returns the reservation of a Namespace {@code team-a}. */
  static NameReservation namespace(String tenantLabel, String tenant, String expirationTime) {
    return of(
        "team-a",
        new NameReservationSpec(
            new ResourceIdentity(
                "v1", "Namespace", "namespaces", null, null, "team-a", "u-2", null),
            null,
            tenant,
            tenantLabel,
            "96h",
            null,
            expirationTime));
  }

  static NameReservation of(String name, NameReservationSpec spec) {
    var reservation = new NameReservation();
    reservation.setMetadata(
        new ObjectMetaBuilder().withName(name).withCreationTimestamp(WRITTEN).build());
    reservation.setSpec(spec);
    return reservation;
  }

  static NameReservation expiring(NameReservation reservation, String time) {
    NameReservationSpec s = reservation.getSpec();
    return of(
        reservation.getMetadata().getName(),
        new NameReservationSpec(
            s.resource(),
            s.hosts(),
            s.tenant(),
            s.tenantLabel(),
            s.duration(),
            s.restoreNamespaces(),
            time));
  }

  static ReservationLookup lookup(Stream<NameReservation> reservations) {
    List<NameReservation> all = reservations.toList();
    return new ReservationLookup() {
      @Override
      public List<NameReservation> named(String key) {
        return all.stream()
            .filter(r -> ReservedKey.of(r.getSpec().resource()).equals(key))
            .toList();
      }

      @Override
      public List<NameReservation> answeringFor(String host) {
        return all.stream()
            .filter(r -> r.getSpec().hosts().stream().anyMatch(h -> Hosts.overlap(h, host)))
            .toList();
      }
    };
  }
}
