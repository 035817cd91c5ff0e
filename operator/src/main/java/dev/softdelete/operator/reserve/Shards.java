package dev.softdelete.operator.reserve;

import static java.util.stream.Collectors.partitioningBy;

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
import java.util.stream.Stream;

/**
 * The reservations in the form in which the API server looks them up. There are as few objects as
 * possible: the API server evaluates each object for each create, and a lookup in a large object
 * costs no more than in a small one.
 */
final class Shards {
  private Shards() {}

  /**
   * Returns the content of the objects by their names. An object that gets too large is split in
   * two by the next bit of its entries' addresses. The halves have other names, so an entry never
   * leaves an object that stays.
   */
  static Map<String, ReservedNamesSpec> of(Collection<NameReservation> reservations) {
    var shards = new TreeMap<String, ReservedNamesSpec>();
    split(ShardEntry.ROOT, entries(reservations), shards);
    return shards;
  }

  private static void split(
      String name, List<ShardEntry> entries, Map<String, ReservedNamesSpec> shards) {
    if (entries.isEmpty()) {
      return;
    }
    long bytes = entries.stream().mapToLong(ShardEntry::bytes).sum();
    if (bytes <= ShardEntry.MOST_BYTES
        || entries.size() == 1
        || name.length() == ShardEntry.LENGTH) {
      shards.put(name, ShardEntry.together(entries));
      return;
    }
    Map<Boolean, List<ShardEntry>> halves =
        entries.stream().collect(partitioningBy(e -> e.address().startsWith(name + "1")));
    split(name + "0", halves.get(false), shards);
    split(name + "1", halves.get(true), shards);
  }

  /** Whether entries of one object may be in the other one after a new arrangement. */
  static boolean related(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  /** Whether the entries of the reservation are looked up in the object of that name. */
  static boolean concerns(String shard, NameReservation reservation) {
    NameReservationSpec spec = reservation.getSpec();
    return ShardEntry.addressOfName(ReservedKey.of(spec.resource())).startsWith(shard)
        || spec.hosts().stream()
            .flatMap(Shards::addresses)
            .anyMatch(address -> address.startsWith(shard));
  }

  private static Stream<String> addresses(String host) {
    return Stream.concat(
        Stream.of(ShardEntry.addressOfHost(host)),
        DomainHolders.above(host).stream().map(ShardEntry::addressOfDomain));
  }

  static List<ShardEntry> entries(Collection<NameReservation> reservations) {
    var names = new TreeMap<String, List<NameReservation>>();
    var hosts = new TreeMap<String, List<NameReservation>>();
    reservations.stream()
        .sorted(Comparator.comparing(r -> r.getMetadata().getName()))
        .forEach(
            reservation -> {
              if (holdsName(reservation.getSpec())) {
                add(names, ReservedKey.of(reservation.getSpec().resource()), reservation);
              }
              reservation.getSpec().hosts().stream()
                  .filter(Hosts::reservable)
                  .forEach(host -> add(hosts, host, reservation));
            });
    var entries = new ArrayList<ShardEntry>();
    holders(names).forEach((key, holders) -> entries.add(ShardEntry.ofName(key, holders)));
    Map<String, Map<String, ReservedName>> held = holders(hosts);
    var overlaps = new ReservedHosts(held);
    held.forEach(
        (host, holders) -> entries.add(ShardEntry.ofHost(host, holders, overlaps.below(host))));
    domains(held).forEach((domain, by) -> entries.add(ShardEntry.ofDomain(domain, by)));
    return entries;
  }

  private static Map<String, DomainHolders> domains(Map<String, Map<String, ReservedName>> hosts) {
    var domains = new TreeMap<String, DomainHolders>();
    hosts.forEach(
        (host, holders) ->
            DomainHolders.above(host)
                .forEach(
                    domain ->
                        domains.computeIfAbsent(domain, d -> new DomainHolders()).add(holders)));
    return domains;
  }

  private static void add(
      Map<String, List<NameReservation>> map, String key, NameReservation reservation) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(reservation);
  }

  private static Map<String, Map<String, ReservedName>> holders(
      Map<String, List<NameReservation>> reserved) {
    var holders = new TreeMap<String, Map<String, ReservedName>>();
    reserved.forEach((key, by) -> holders.put(key, Holders.of(by)));
    return holders;
  }

  /**
   * Whether the reservation holds the name. A reservation of a Namespace without a tenant label
   * does so only after the purge. Until then, the record holds the name, and the reservation must
   * not refuse the restore of its own Namespace.
   */
  static boolean holdsName(NameReservationSpec reserved) {
    return reserved.expirationTime() != null
        || reserved.tenantLabel() != null
        || !ResourceType.of(reserved.resource()).isNamespaces();
  }
}
