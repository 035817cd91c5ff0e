package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ReservedName;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.operator.kube.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reservations as the API server looks them up. As few objects as hold them: each is looked at for
 * each create, and looking a name up in a large one costs no more than in a small one.
 */
final class Shards {
  /** An entry may have a kilobyte, an object 1.5 MB. */
  static final int ENTRIES_EACH = 1000;

  private Shards() {}

  private static final class Shard {
    private final Map<String, List<ReservedName>> names = new TreeMap<>();
    private final Map<String, List<ReservedName>> hosts = new TreeMap<>();
    private final Map<String, List<ReservedName>> wildcards = new TreeMap<>();

    private ReservedNamesSpec spec() {
      return new ReservedNamesSpec(names, hosts, wildcards);
    }
  }

  /**
   * By the names of the objects. An entry never leaves an object that stays: where their number
   * changes all have other names, and the new ones are written before the old ones go.
   */
  static Map<String, ReservedNamesSpec> of(Collection<NameReservation> reservations) {
    int entries = reservations.stream().mapToInt(r -> 1 + r.getSpec().hosts().size()).sum();
    int count = (entries + ENTRIES_EACH - 1) / ENTRIES_EACH;
    var shards = new TreeMap<String, Shard>();
    reservations.stream()
        .sorted(Comparator.comparing(r -> r.getMetadata().getName()))
        .forEach(reservation -> add(shards, count, reservation));
    var specs = new TreeMap<String, ReservedNamesSpec>();
    shards.forEach((name, shard) -> specs.put(name, shard.spec()));
    return specs;
  }

  private static void add(Map<String, Shard> shards, int count, NameReservation reservation) {
    ReservedName holder = holder(reservation);
    if (holdsName(reservation.getSpec())) {
      String key = ReservedKey.of(reservation.getSpec().resource());
      put(shard(shards, count, key).names, key, holder);
    }
    for (String host : reservation.getSpec().hosts()) {
      Shard shard = shard(shards, count, host);
      put(shard.hosts, host, holder);
      if (host.startsWith("*.")) {
        put(shard.wildcards, host.substring(1), holder);
      }
    }
  }

  /**
   * The record holds the name of what can be restored. A Namespace's restore must not be refused by
   * its own reservation, where no label tells whose it is.
   */
  static boolean holdsName(NameReservationSpec reserved) {
    return reserved.expirationTime() != null
        || reserved.tenantLabel() != null
        || !ResourceType.of(reserved.resource()).isNamespaces();
  }

  private static Shard shard(Map<String, Shard> shards, int count, String key) {
    String name = "shard-%d-of-%d".formatted(Math.floorMod(key.hashCode(), count) + 1, count);
    return shards.computeIfAbsent(name, n -> new Shard());
  }

  private static void put(Map<String, List<ReservedName>> map, String key, ReservedName holder) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(holder);
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
