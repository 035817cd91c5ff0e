package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.GoldenFile;
import dev.softdelete.operator.admission.OperatorIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationManifestsTest {
  private static final OperatorIdentity OPERATOR = new OperatorIdentity("operator", "ns");

  @Test
  void nothingIsWrittenWhereNothingIsReserved() {
    assertThat(ReservationManifests.of(OPERATOR, List.of(), List.of()).needed()).isFalse();
  }

  @Test
  void whatIsReservedOutlivesItsPolicy() {
    var manifests =
        ReservationManifests.of(OPERATOR, List.of(), List.of(Reserved.ingress("a.test")));

    assertThat(manifests.needed()).isTrue();
    assertThat(manifests.policy().at("/spec/matchConstraints/resourceRules/0/resources/0").asText())
        .isEqualTo("ingresses");
  }

  @Test
  void theManifestsAreThese() {
    var manifests =
        ReservationManifests.of(OPERATOR, List.of(), List.of(Reserved.ingress("a.test")));

    GoldenFile.assertSame(
        getClass(), "reservations.json", List.of(manifests.policy(), manifests.binding()));
  }
}
