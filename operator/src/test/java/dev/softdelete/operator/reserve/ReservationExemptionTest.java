package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReservationExemptionTest {
  private static final String PURGED = "2026-11-29T12:00:00Z";
  private static final NameReservation SHOP = Reserved.ingress("a.test");
  private static final NameReservation OF_RED = tenant("shop-red", "red", "team", "a.test");

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("elsewhere", SHOP, "team-b", Map.of(), List.of(), true),
        Arguments.of("at home", SHOP, "team-a", Map.of(), List.of(), false),
        Arguments.of("at home, now another's", OF_RED, "team-a", team("blue"), List.of(), true),
        Arguments.of(
            "a name that is somebody else's there",
            SHOP,
            "team-b",
            Map.of(),
            List.of(nameOfRedIn("team-b")),
            false),
        Arguments.of(
            "deleted twice",
            SHOP,
            "team-b",
            Map.of(),
            List.of(tenant("again", "team-a", null, "a.test")),
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void helpsWhereNothingElseRefuses(
      String name,
      NameReservation own,
      String namespace,
      Map<String, String> labels,
      List<NameReservation> others,
      boolean expected) {
    var tenancy = new Tenancy(Optional.of(namespace), labels);

    boolean helps =
        ReservationExemption.helps(
            ReservationExemption.of(own, Optional.of(namespace)),
            ingress(namespace),
            tenancy,
            Reserved.lookup(Stream.concat(others.stream(), Stream.of(own))));

    assertThat(helps).as(name).isEqualTo(expected);
  }

  @Test
  void aNamespaceWhosePurgeWasCalledOffComesBack() {
    NameReservation own = Reserved.namespace(null, "team-a", PURGED);
    NameReservation then = ReservationExemption.of(own, Optional.empty());
    var wanted =
        new ReservationDecision.Wanted(
            "", "namespaces", Optional.of("namespaces//team-a"), Json.object(), Optional.empty());
    var nobody = new Tenancy(Optional.empty(), Map.of());

    assertThat(then.getSpec().expirationTime()).isNull();
    assertThat(ReservationExemption.helps(then, wanted, nobody, Reserved.lookup(Stream.of(own))))
        .isTrue();
  }

  @Test
  void theEndOfWhatIsInANamespaceStays() {
    NameReservation own = Reserved.expiring(SHOP, PURGED);

    assertThat(exempted(own, "team-b").expirationTime()).isEqualTo(PURGED);
  }

  @Test
  void theOldestExemptionGivesWay() {
    NameReservation own = SHOP;
    for (int i = 0; i < ReservationExemption.MOST; i++) {
      own = ReservationExemption.of(own, Optional.of("n" + i));
    }
    List<String> allButTheFirst =
        IntStream.range(1, ReservationExemption.MOST).mapToObj(i -> "n" + i).toList();

    assertThat(exempted(own, "another").restoreNamespaces())
        .hasSize(ReservationExemption.MOST)
        .startsWith("n1")
        .containsAll(allButTheFirst)
        .endsWith("another");
    assertThat(exempted(own, "n0").restoreNamespaces())
        .hasSize(ReservationExemption.MOST)
        .endsWith("n0");
  }

  private static NameReservationSpec exempted(NameReservation own, String namespace) {
    return ReservationExemption.of(own, Optional.of(namespace)).getSpec();
  }

  private static Map<String, String> team(String value) {
    return Map.of("team", value);
  }

  private static NameReservation tenant(String name, String tenant, String label, String host) {
    var resource = SHOP.getSpec().resource();
    return Reserved.of(
        name, new NameReservationSpec(resource, List.of(host), tenant, label, "1h", null, null));
  }

  private static NameReservation nameOfRedIn(String namespace) {
    var resource =
        new ResourceIdentity(
            "networking.k8s.io/v1", "Ingress", "ingresses", namespace, "ns", "shop", "u-9", null);
    return Reserved.of(
        "other", new NameReservationSpec(resource, null, "red", "team", "1h", null, null));
  }

  private static ReservationDecision.Wanted ingress(String namespace) {
    ObjectNode object =
        Json.parse(
            "{\"spec\":{\"rules\":[{\"host\":\"a.test\"}]}}".getBytes(StandardCharsets.UTF_8));
    String group = "networking.k8s.io";
    return new ReservationDecision.Wanted(
        group,
        "ingresses",
        Optional.of(ReservedKey.of(group, "ingresses", Optional.of(namespace), "shop")),
        object,
        Optional.empty());
  }
}
