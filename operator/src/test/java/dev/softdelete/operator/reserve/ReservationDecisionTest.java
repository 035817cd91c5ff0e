package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationDecisionTest {
  private static final Tenancy A = new Tenancy(Optional.of("team-a"), Map.of());
  private static final Tenancy B = new Tenancy(Optional.of("team-b"), Map.of());

  @Test
  void aHostIsTheTenants() {
    ReservationLookup lookup = lookup(Reserved.ingress("a.test"));

    assertThat(decide("a.test", Optional.empty(), B, lookup)).contains("The host 'a.test'");
    assertThat(decide("a.test", Optional.empty(), A, lookup)).isEmpty();
    assertThat(decide("b.test", Optional.empty(), B, lookup)).isEmpty();
  }

  @Test
  void whatItHadBeforeIsNotTaken() {
    ReservationLookup lookup = lookup(Reserved.ingress("a.test"));

    assertThat(decide("a.test", Optional.of("a.test"), B, lookup)).isEmpty();
    assertThat(decide("a.test", Optional.of("b.test"), B, lookup)).isPresent();
  }

  @Test
  void severalTenantsThatHadItMayTakeItAgain() {
    ReservationLookup lookup =
        lookup(Reserved.ingress("a.test"), Reserved.ingressOf("team-b", "a.test"));

    assertThat(decide("a.test", Optional.empty(), B, lookup)).isEmpty();
    assertThat(decide("a.test", Optional.empty(), A, lookup)).isEmpty();
  }

  /** Columns: reserved for team-a, reserved for team-b, wanted name, tenant that gets it. */
  @ParameterizedTest
  @CsvSource({
    "*.test, '', a.test, a",
    "*.test, a.test, a.test, b",
    "*.test, a.test, b.test, a",
    "*.b.test, x.b.test, a.x.b.test, a",
    "*.test, *.b.test, a.b.test, b",
    "*.test, *.b.test, *.b.test, b",
    "*.test, *.b.test, *.a.b.test, b",
    "*.test, *.b.test, a.test, a",
    "*.test, b.test, *.test, neither",
    "'', b.test, *.test, b",
    "a.b.test, b.b.test, *.b.test, neither",
  })
  void theClosestDecides(String ofA, String ofB, String wanted, String expected) {
    ReservationLookup lookup =
        lookup(Reserved.ingressOf("team-a", ofA), Reserved.ingressOf("team-b", ofB));

    boolean a = decide(wanted, Optional.empty(), A, lookup).isEmpty();
    boolean b = decide(wanted, Optional.empty(), B, lookup).isEmpty();

    assertThat(a ? "a" : b ? "b" : "neither").isEqualTo(expected);
    assertThat(a && b).isFalse();
  }

  @Test
  void theNameOfANamespaceThatCanBeRestoredIsItsRecords() {
    var wanted =
        new ReservationDecision.Wanted(
            "", "namespaces", Optional.of("namespaces//team-a"), Json.object(), Optional.empty());
    var tenancy = new Tenancy(Optional.empty(), Map.of());
    NameReservation held = Reserved.namespace(null, "team-a", null);
    NameReservation purged = Reserved.namespace(null, "team-a", "2026-11-29T12:00:00Z");

    assertThat(ReservationDecision.of(wanted, tenancy, lookup(held))).isEmpty();
    assertThat(ReservationDecision.of(wanted, tenancy, lookup(purged))).isPresent();
  }

  private static Optional<String> decide(
      String host, Optional<String> before, Tenancy tenancy, ReservationLookup lookup) {
    var wanted =
        new ReservationDecision.Wanted(
            "networking.k8s.io",
            "ingresses",
            Optional.empty(),
            ingress(host),
            before.map(ReservationDecisionTest::ingress));
    return ReservationDecision.of(wanted, tenancy, lookup).map(ReservationDecision.Taken::what);
  }

  private static ObjectNode ingress(String host) {
    return Json.parse(
        "{\"spec\": {\"rules\": [{\"host\": \"%s\"}]}}"
            .formatted(host)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static ReservationLookup lookup(NameReservation... reservations) {
    return Reserved.lookup(Stream.of(reservations));
  }
}
