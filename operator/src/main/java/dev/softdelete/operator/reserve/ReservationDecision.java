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

/** Whether somebody may have a name and the hosts that they ask for. */
final class ReservationDecision {
  private ReservationDecision() {}

  /**
   * What is reserved for others.
   *
   * @param what as people call it: a name or a host
   */
  record Taken(String what, NameReservation by) {}

  /**
   * What is created or changed.
   *
   * @param key a {@link ReservedKey}; empty where the name is not a new one
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

  /** The first that is refused; empty when nothing is. */
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

  /** Of those that cover it the closest decides; those below a wildcard are all to be theirs. */
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

  /** Several tenants may have had it at a time; each may take it again. */
  private static Optional<NameReservation> refused(
      List<NameReservation> reserved, Tenancy tenancy) {
    return reserved.stream().anyMatch(r -> tenancy.mayTake(r.getSpec()))
        ? Optional.empty()
        : reserved.stream().findFirst();
  }
}
