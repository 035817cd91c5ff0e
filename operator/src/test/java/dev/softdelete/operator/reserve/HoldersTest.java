package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ReservedName;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HoldersTest {
  private static final String SOON = "2026-11-29T12:00:00Z";
  private static final String LATE = "2026-11-30T12:00:00Z";

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(
            "the one that lasts longest",
            List.of(of("r1", "a", null, SOON), of("r2", "a", null, LATE)),
            Map.of("=a", new ReservedName("r2", LATE))),
        Arguments.of(
            "whatever comes first",
            List.of(of("r1", "a", null, LATE), of("r2", "a", null, SOON)),
            Map.of("=a", new ReservedName("r1", LATE))),
        Arguments.of(
            "without an end is longest",
            List.of(of("r1", "a", null, null), of("r2", "a", null, LATE)),
            Map.of("=a", new ReservedName("r1", null))),
        Arguments.of(
            "another tenant",
            List.of(of("r1", "a", null, SOON), of("r2", "b", null, LATE)),
            Map.of("=a", new ReservedName("r1", SOON), "=b", new ReservedName("r2", LATE))),
        Arguments.of(
            "a tenant by a label",
            List.of(of("r1", "a", null, SOON), of("r2", "a", "team", LATE)),
            Map.of("=a", new ReservedName("r1", SOON), "team=a", new ReservedName("r2", LATE))),
        Arguments.of(
            "where restores bring it",
            List.of(of("r1", "a", null, SOON, "y")),
            Map.of("=a", new ReservedName("r1", SOON), "=y", new ReservedName("r1", SOON))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void areTheTenantsOnceEach(
      String name, List<NameReservation> reservations, Map<String, ReservedName> expected) {
    assertThat(Holders.of(reservations)).as(name).isEqualTo(expected);
  }

  @Test
  void areNotMoreThanAnObjectTakes() {
    List<NameReservation> many =
        IntStream.range(0, 5000).mapToObj(i -> of("r" + i, "t" + i, null, null)).toList();

    assertThat(Holders.of(many)).hasSize(1000);
  }

  @Test
  void areTheSameWhereTheSameTenantsAre() {
    Map<String, ReservedName> a = Holders.of(List.of(of("r1", "a", null, SOON)));

    assertThat(Holders.same(a, Holders.of(List.of(of("r2", "a", null, null))))).isTrue();
    assertThat(Holders.same(a, Holders.of(List.of(of("r2", "a", "team", null))))).isFalse();
    assertThat(Holders.same(a, Holders.of(List.of(of("r2", "a", null, null, "x"))))).isFalse();
  }

  private static NameReservation of(
      String name, String tenant, String label, String end, String... namespaces) {
    return Reserved.of(
        name,
        new NameReservationSpec(
            null, List.of("a.test"), tenant, label, "1h", List.of(namespaces), end));
  }
}
