package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ReservedName;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.api.ResourceIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {
  @Test
  void nothingReservedIsNoObject() {
    assertThat(Shards.of(List.of())).isEmpty();
  }

  @Test
  void namesHostsAndWildcardsAreLookedUpEach() {
    ReservedNamesSpec spec =
        Shards.of(List.of(Reserved.ingress("a.test", "*.b.test"))).get("shard-1-of-1");

    var holder = List.of(new ReservedName("shop", "team-a", null, null, null));
    assertThat(spec.names()).isEqualTo(Map.of("ingresses.networking.k8s.io/team-a/shop", holder));
    assertThat(spec.hosts()).isEqualTo(Map.of("a.test", holder, "*.b.test", holder));
    assertThat(spec.wildcards()).isEqualTo(Map.of(".b.test", holder));
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

    assertThat(shards).hasSize(10);
    assertThat(shards.values().stream().mapToInt(s -> s.names().size()).sum()).isEqualTo(10_000);
    assertThat(shards.values())
        .allSatisfy(s -> assertThat(s.names().size()).isLessThan(Shards.ENTRIES_EACH * 2));
  }

  @ParameterizedTest
  @CsvSource({"1000, 1001", "1001, 1000", "2000, 3001", "3001, 10001"})
  void nothingLeavesAnObjectThatStays(int before, int after) {
    Map<String, ReservedNamesSpec> old = Shards.of(named(before));
    Map<String, ReservedNamesSpec> now = Shards.of(named(after));
    Set<String> held =
        Shards.of(named(Math.min(before, after))).values().stream()
            .flatMap(spec -> spec.names().keySet().stream())
            .collect(Collectors.toSet());

    old.forEach(
        (name, spec) -> {
          if (now.containsKey(name)) {
            var left = new HashSet<>(spec.names().keySet());
            left.retainAll(held);
            assertThat(now.get(name).names().keySet()).containsAll(left);
          }
        });
  }

  private static List<NameReservation> named(int many) {
    return IntStream.range(0, many).mapToObj(ShardsTest::one).toList();
  }

  private static NameReservation one(int i) {
    var resource =
        new ResourceIdentity("v1", "ConfigMap", "configmaps", "n", null, "c" + i, "u" + i, null);
    return Reserved.of(
        "r" + i, new NameReservationSpec(resource, null, "n", null, "1h", null, null));
  }
}
