package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ReservedName;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {
  private static final int LARGEST = 300_000;

  @Test
  void nothingReservedIsNoObject() {
    assertThat(Shards.of(List.of())).isEmpty();
  }

  @Test
  void namesHostsAndWildcardsAreLookedUpEach() {
    ReservedNamesSpec spec =
        Shards.of(List.of(Reserved.ingress("a.test", "*.b.test"))).get("names");

    var holder = Map.of("=team-a", new ReservedName("shop", null));
    assertThat(spec.names()).isEqualTo(Map.of("ingresses.networking.k8s.io/team-a/shop", holder));
    assertThat(spec.hosts()).isEqualTo(Map.of("a.test", holder));
    assertThat(spec.wildcards()).isEqualTo(Map.of("b.test", holder));
    assertThat(spec.depths()).isEqualTo(List.of(2));
    assertThat(spec.below()).isEqualTo(Map.of("test", List.of(holder), "b.test", List.of(holder)));
  }

  @Test
  void aNamespaceThatNobodyIsKnownToOwnIsHeldFromItsPurgeOn() {
    assertThat(Shards.of(List.of(Reserved.namespace(null, "team-a", null)))).isEmpty();
    assertThat(Shards.of(List.of(Reserved.namespace("team", "red", null)))).isNotEmpty();
    assertThat(Shards.of(List.of(Reserved.namespace(null, "team-a", "2026-11-29T12:00:00Z"))))
        .isNotEmpty();
  }

  @Test
  void thousandsAreSpreadOverAFewObjects() {
    Map<String, ReservedNamesSpec> shards = Shards.of(named(10_000));

    assertThat(shards).hasSizeBetween(4, 16);
    assertThat(shards.values().stream().mapToInt(s -> s.names().size()).sum()).isEqualTo(10_000);
    assertThat(shards.values()).allSatisfy(s -> assertThat(bytes(s)).isLessThan(LARGEST));
  }

  @Test
  void oneNameDeletedThousandsOfTimesIsOneEntry() {
    String name = "n".repeat(200);
    List<NameReservation> reservations =
        IntStream.range(0, 5000).mapToObj(i -> of("r" + i, name)).toList();

    assertThat(Shards.of(reservations).get("names").names().values())
        .singleElement()
        .satisfies(holders -> assertThat(holders).hasSize(1));
  }

  /** An attacker may search for names that fall into the same object. */
  @Test
  void namesThatWereChosenToLieTogetherAreSpreadAllTheSame() {
    List<NameReservation> chosen =
        IntStream.range(0, 40_000)
            .mapToObj(i -> of("r" + i, i + "n".repeat(200)))
            .filter(r -> Shards.concerns("names10101", r))
            .toList();

    Map<String, ReservedNamesSpec> shards = Shards.of(chosen);

    assertThat(chosen).hasSizeGreaterThan(1000);
    assertThat(shards.values()).allSatisfy(s -> assertThat(bytes(s)).isLessThan(LARGEST));
    assertThat(shards).hasSizeLessThan(16);
  }

  @Test
  void aReservationIsLookedUpInTheObjectsOfItsEntries() {
    NameReservation ingress = Reserved.ingress("a.test", "*.b.test");
    List<NameReservation> all = new ArrayList<>(named(10_000));
    all.add(ingress);

    Set<String> with =
        Shards.of(all).entrySet().stream()
            .filter(
                e ->
                    e.getValue().names().containsKey("ingresses.networking.k8s.io/team-a/shop")
                        || e.getValue().hosts().containsKey("a.test")
                        || e.getValue().wildcards().containsKey("b.test")
                        || e.getValue().below().containsKey("test")
                        || e.getValue().below().containsKey("b.test"))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());

    assertThat(Shards.of(all).keySet())
        .allSatisfy(
            shard -> assertThat(Shards.concerns(shard, ingress)).isEqualTo(with.contains(shard)));
  }

  @ParameterizedTest
  @CsvSource({"1000, 1001", "3001, 1000", "2000, 3001", "3001, 10001", "10001, 500"})
  void nothingLeavesAnObjectThatStays(int before, int after) {
    Map<String, ReservedNamesSpec> old = Shards.of(named(before));
    Map<String, ReservedNamesSpec> now = Shards.of(named(after));
    Map<String, String> places = places(now);

    places(old)
        .forEach(
            (key, shard) -> {
              String place = places.getOrDefault(key, shard);
              assertThat(Shards.related(place, shard)).isTrue();
              assertThat(!now.containsKey(shard) || place.equals(shard)).isTrue();
            });
  }

  private static Map<String, String> places(Map<String, ReservedNamesSpec> shards) {
    var places = new HashMap<String, String>();
    shards.forEach((name, spec) -> spec.names().keySet().forEach(key -> places.put(key, name)));
    return places;
  }

  private static int bytes(ReservedNamesSpec spec) {
    return Json.bytes(Json.tree(spec)).length;
  }

  private static List<NameReservation> named(int many) {
    return IntStream.range(0, many).mapToObj(i -> of("r" + i, "c" + i)).toList();
  }

  private static NameReservation of(String reservation, String name) {
    var resource =
        new ResourceIdentity("v1", "ConfigMap", "configmaps", "n", null, name, "u", null);
    return Reserved.of(
        reservation, new NameReservationSpec(resource, null, "n", null, "1h", null, null));
  }
}
