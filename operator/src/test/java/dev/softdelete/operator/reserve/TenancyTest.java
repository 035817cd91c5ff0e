package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservationSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TenancyTest {
  static Stream<Arguments> cases() {
    var byNamespace = reserved("team-a", null);
    var byLabel = reserved("red", "team");
    var labelled = reserved("team-a", "team");
    var exempted =
        new NameReservationSpec(null, null, "team-a", null, "1h", List.of("team-b"), null);
    return Stream.of(
        Arguments.of("its namespace", byNamespace, in("team-a", Map.of()), true),
        Arguments.of("another namespace", byNamespace, in("team-b", Map.of()), false),
        Arguments.of("the label's value", byLabel, in("x", Map.of("team", "red")), true),
        Arguments.of("another value", byLabel, in("x", Map.of("team", "blue")), false),
        Arguments.of("no label", byLabel, in("x", Map.of()), false),
        Arguments.of("no label, and had none", labelled, in("team-a", Map.of()), true),
        Arguments.of("an empty label", labelled, in("team-a", Map.of("team", "")), true),
        Arguments.of("an empty label", labelled, in("team-b", Map.of("team", "")), false),
        Arguments.of("an empty label", byLabel, namespace(Map.of("team", "")), false),
        Arguments.of("a namespace called so", byLabel, in("red", Map.of()), true),
        Arguments.of("where a restore brings it", exempted, in("team-b", Map.of()), true),
        Arguments.of("a Namespace, by label", byLabel, namespace(Map.of("team", "red")), true),
        Arguments.of("a Namespace, another's", byLabel, namespace(Map.of("team", "b")), false),
        Arguments.of("a Namespace without one", byLabel, namespace(Map.of()), false),
        Arguments.of("a Namespace, of nobody", byNamespace, namespace(Map.of()), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isTheSameOrNot(
      String name, NameReservationSpec reserved, Tenancy tenancy, boolean expected) {
    assertThat(tenancy.mayTake(reserved)).as(name).isEqualTo(expected);
  }

  private static NameReservationSpec reserved(String tenant, String label) {
    return new NameReservationSpec(null, null, tenant, label, "1h", null, null);
  }

  private static Tenancy in(String namespace, Map<String, String> labels) {
    return new Tenancy(Optional.of(namespace), labels);
  }

  private static Tenancy namespace(Map<String, String> labels) {
    return new Tenancy(Optional.empty(), labels);
  }
}
