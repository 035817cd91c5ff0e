package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ReservedName;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.operator.kube.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReservedHostsTest {
  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("another's host", Map.of("*.a.test", "a", "x.a.test", "b"), "x.a.test"),
        Arguments.of("a wildcard", Map.of("*.a.test", "a", "*.x.a.test", "b"), "*.x.a.test"),
        Arguments.of("one's own", Map.of("*.a.test", "a", "x.a.test", "a"), ""),
        Arguments.of("beside it", Map.of("*.a.test", "a", "a.test", "b", "xa.test", "b"), ""),
        Arguments.of(
            "one's own below another's",
            Map.of("*.a.test", "a", "*.b.a.test", "b", "x.b.a.test", "a"),
            "*.b.a.test x.b.a.test"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void areKnownBesideAWildcardWhereTheyDifferFromIt(
      String name, Map<String, String> tenants, String expected) {
    var held = new TreeMap<String, Map<String, ReservedName>>();
    tenants.forEach(
        (host, tenant) -> held.put(host, Holders.of(List.of(Reserved.ingressOf(tenant, host)))));

    assertThat(String.join(" ", new ReservedHosts(held).below("*.a.test").keySet()))
        .as(name)
        .isEqualTo(expected);
  }

  @Test
  void makeNoObjectTooLarge() {
    List<NameReservation> all = new ArrayList<>();
    all.add(Reserved.ingressOf("a", "*.a.test"));
    IntStream.range(0, 5000)
        .mapToObj(i -> Reserved.ingressOf("b", i + "x".repeat(200) + ".a.test"))
        .forEach(all::add);

    Map<String, ReservedNamesSpec> shards = Shards.of(all);

    assertThat(shards.values())
        .allSatisfy(s -> assertThat(Json.bytes(Json.tree(s)).length).isLessThan(600_000));
  }
}
