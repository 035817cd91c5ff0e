package dev.softdelete.operator.reserve;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.NameReservation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides whether a requester may take a name and the hosts of an object. */
final class ReservationDecision {
  private ReservationDecision() {}

  /**
   * A name or host that is reserved for another tenant.
   *
   * @param what the name or host, in words for a message
   */
  record Taken(String what, NameReservation by) {}

  /**
   * An object that is created or changed.
   *
   * @param key a {@link ReservedKey}; empty if the request takes no new name
   * @param before the object before the change
   */
  record Wanted(
      String group,
      String resource,
      Optional<String> key,
      JsonNode object,
      Optional<JsonNode> before) {

    private List<String> newHosts() {
      List<String> had = before.map(b -> Hosts.of(group, resource, b)).orElse(List.of());
      return Hosts.of(group, resource, object).stream().filter(h -> !had.contains(h)).toList();
    }
  }

  /** Returns the first name or host that is refused; empty if none is. */
  static Optional<Taken> of(Wanted wanted, Tenancy tenancy, ReservationLookup lookup) {
    Optional<Taken> name =
        wanted
            .key()
            .flatMap(
                key ->
                    refused(
                        lookup.named(key).stream()
                            .filter(r -> Shards.holdsName(r.getSpec()))
                            .toList(),
                        tenancy))
            .map(by -> new Taken("The name '" + by.getSpec().resource().name() + "'", by));
    return name.or(
        () -> wanted.newHosts().stream().flatMap(h -> refused(h, tenancy, lookup)).findFirst());
  }

  /**
   * Decides about one host. Of the reserved hosts that cover it, the most specific one decides. If
   * the host is a wildcard, all reserved hosts below it must belong to the requester's tenant.
   */
  private static Stream<Taken> refused(String host, Tenancy tenancy, ReservationLookup lookup) {
    Map<String, List<NameReservation>> reserved =
        lookup.answeringFor(host).stream()
            .flatMap(
                r ->
                    r.getSpec().hosts().stream()
                        .filter(h -> Hosts.overlap(h, host))
                        .map(h -> Map.entry(h, r)))
            .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    Optional<String> closest =
        reserved.keySet().stream()
            .filter(h -> Hosts.covers(h, host))
            .max(comparing((String h) -> h.equals(host)).thenComparingInt(String::length));
    return reserved.entrySet().stream()
        .filter(
            e -> closest.filter(e.getKey()::equals).isPresent() || !Hosts.covers(e.getKey(), host))
        .flatMap(e -> refused(e.getValue(), tenancy).stream())
        .map(by -> new Taken("The host '" + host + "'", by));
  }

  /**
   * Returns a reservation that refuses the tenant. Several tenants may have had the name at the
   * same time, and each of them may take it again.
   */
  private static Optional<NameReservation> refused(
      List<NameReservation> reserved, Tenancy tenancy) {
    return reserved.stream().anyMatch(r -> tenancy.mayTake(r.getSpec()))
        ? Optional.empty()
        : reserved.stream().findFirst();
  }
}
