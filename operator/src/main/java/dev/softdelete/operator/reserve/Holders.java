package dev.softdelete.operator.reserve;

import static java.util.stream.Collectors.toMap;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ReservedName;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Computes the holders of one name: each tenant once, however often it had the name. */
final class Holders {
  /** The maximum number of holders. Tenants beyond it are refused the name, like a stranger. */
  private static final int MOST = 200;

  private static final Comparator<ReservedName> BY_END =
      Comparator.comparing(
          ReservedName::expirationTime, Comparator.nullsLast(Comparator.naturalOrder()));

  private Holders() {}

  /** Returns the holders, each with its reservation that lasts longest. */
  static List<ReservedName> of(Collection<NameReservation> reservations) {
    return reservations.stream()
        .map(Holders::holder)
        .collect(toMap(Holders::tenant, Function.identity(), Holders::merged, LinkedHashMap::new))
        .values()
        .stream()
        .limit(MOST)
        .toList();
  }

  /** Whether the same tenants may take both names. */
  static boolean same(List<ReservedName> ones, List<ReservedName> others) {
    return takers(ones).equals(takers(others));
  }

  private static Set<List<Object>> takers(List<ReservedName> holders) {
    return holders.stream()
        .map(h -> List.<Object>of(tenant(h), h.namespaces()))
        .collect(Collectors.toSet());
  }

  private static List<String> tenant(ReservedName holder) {
    return Arrays.asList(holder.tenant(), holder.tenantLabel());
  }

  private static ReservedName merged(ReservedName one, ReservedName other) {
    ReservedName last = BY_END.compare(one, other) >= 0 ? one : other;
    List<String> namespaces =
        Stream.of(one, other).flatMap(h -> h.namespaces().stream()).distinct().sorted().toList();
    return new ReservedName(
        last.reservation(), last.tenant(), last.tenantLabel(), namespaces, last.expirationTime());
  }

  private static ReservedName holder(NameReservation reservation) {
    NameReservationSpec spec = reservation.getSpec();
    return new ReservedName(
        reservation.getMetadata().getName(),
        spec.tenant(),
        spec.tenantLabel(),
        spec.restoreNamespaces(),
        spec.expirationTime());
  }
}
