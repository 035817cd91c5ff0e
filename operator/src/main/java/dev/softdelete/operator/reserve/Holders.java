package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ReservedName;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes who may use one name: each tenant once, however often it had the name, by its key
 * ({@link Tenancy#key}).
 */
final class Holders {
  /**
   * The maximum number of holders, which keeps an entry below the size that etcd accepts. Tenants
   * beyond it are refused the name, like a stranger.
   */
  private static final int MOST = 1000;

  private static final Comparator<ReservedName> BY_END =
      Comparator.comparing(
          ReservedName::expirationTime, Comparator.nullsLast(Comparator.naturalOrder()));

  private Holders() {}

  /** Returns the holders, each with its reservation that lasts longest. */
  static Map<String, ReservedName> of(Collection<NameReservation> reservations) {
    var holders = new TreeMap<String, ReservedName>();
    for (NameReservation reservation : reservations) {
      NameReservationSpec spec = reservation.getSpec();
      var name = new ReservedName(reservation.getMetadata().getName(), spec.expirationTime());
      add(holders, Tenancy.key(spec.tenantLabel(), spec.tenant()), name);
      spec.restoreNamespaces().forEach(n -> add(holders, Tenancy.key(n), name));
    }
    return holders;
  }

  private static void add(Map<String, ReservedName> holders, String key, ReservedName name) {
    if (holders.size() < MOST || holders.containsKey(key)) {
      holders.merge(key, name, (one, other) -> BY_END.compare(one, other) >= 0 ? one : other);
    }
  }

  /** Whether the same tenants may take both names. */
  static boolean same(Map<String, ReservedName> ones, Map<String, ReservedName> others) {
    return ones.keySet().equals(others.keySet());
  }
}
