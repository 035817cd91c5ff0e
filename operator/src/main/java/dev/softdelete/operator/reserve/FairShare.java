package dev.softdelete.operator.reserve;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chooses the reservations that are published to the API server, which looks into all of them for
 * each create. The number of entries is bounded for all tenants together and for each tenant. At
 * the bound, the tenants with the most entries go without their newest reservations, which then
 * only the webhook refuses. So no tenant pushes the reservations of another one out.
 */
final class FairShare {
  private static final int MOST = 100_000;
  private static final int MOST_OF_A_TENANT = 20_000;

  private static final Comparator<NameReservation> OLDEST_FIRST =
      Comparator.comparing(
              (NameReservation r) -> r.getMetadata().getCreationTimestamp(),
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(r -> r.getMetadata().getName());

  private FairShare() {}

  /** The reservations of a tenant, and how many entries each one adds to those before it. */
  private record Demand(List<NameReservation> reservations, List<Integer> entries) {
    static Demand of(List<NameReservation> reservations) {
      Set<String> keys = new HashSet<>();
      List<NameReservation> ordered = reservations.stream().sorted(OLDEST_FIRST).toList();
      var entries = new ArrayList<Integer>();
      for (NameReservation reservation : ordered) {
        int before = keys.size();
        addKeys(reservation.getSpec(), keys);
        entries.add(keys.size() - before);
      }
      return new Demand(ordered, entries);
    }

    private static void addKeys(NameReservationSpec spec, Set<String> keys) {
      keys.add("name " + ReservedKey.of(spec.resource()));
      for (String host : spec.hosts()) {
        keys.add("host " + host);
        DomainHolders.above(host).forEach(domain -> keys.add("domain " + domain));
      }
    }

    int total() {
      return entries.stream().mapToInt(Integer::intValue).sum();
    }

    List<NameReservation> within(int share) {
      var chosen = new ArrayList<NameReservation>();
      int left = share;
      for (int i = 0; i < reservations.size(); i++) {
        if (entries.get(i) <= left) {
          left -= entries.get(i);
          chosen.add(reservations.get(i));
        }
      }
      return chosen;
    }
  }

  static List<NameReservation> of(Collection<NameReservation> all) {
    Map<String, List<NameReservation>> byTenant =
        all.stream()
            .collect(
                groupingBy(
                    r -> Tenancy.key(r.getSpec().tenantLabel(), r.getSpec().tenant()),
                    TreeMap::new,
                    toList()));
    List<Demand> demands = byTenant.values().stream().map(Demand::of).toList();
    int share = share(demands.stream().map(Demand::total).sorted().toList());
    return demands.stream().flatMap(d -> d.within(share).stream()).toList();
  }

  /**
   * Returns the largest number of entries that each tenant may have.
   *
   * @param demands what the tenants ask for, in ascending order
   */
  static int share(List<Integer> demands) {
    int left = MOST;
    for (int i = 0; i < demands.size(); i++) {
      int share = left / (demands.size() - i);
      if (demands.get(i) > share) {
        return Math.min(share, MOST_OF_A_TENANT);
      }
      left -= demands.get(i);
    }
    return MOST_OF_A_TENANT;
  }
}
