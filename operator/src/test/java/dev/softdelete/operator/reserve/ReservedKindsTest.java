package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservedKindsTest {
  private static final String RESERVING = ", \"nameReservation\": {\"duration\": \"1h\"}";

  @Test
  void areThoseOfPoliciesThatReserveNamesAndOfWhatIsReserved() {
    List<SoftDeletePolicy> policies =
        List.of(
            policy("[\"\"]", "[\"configmaps\"]", RESERVING, "InForce"),
            policy("[\"\"]", "[\"secrets\"]", "", "InForce"));

    assertThat(ReservedKinds.named(policies, List.of(Reserved.ingress("a.test"))))
        .containsExactlyInAnyOrder(
            ResourceRule.of("", "configmaps"), ResourceRule.of("networking.k8s.io", "ingresses"));
  }

  @Test
  void comeInOneOrder() {
    NameReservation ingress = Reserved.ingress("a.test");
    NameReservation namespace = Reserved.namespace("team", "red", null);

    assertThat(ReservedKinds.named(List.of(), List.of(ingress, namespace)))
        .isEqualTo(ReservedKinds.named(List.of(), List.of(namespace, ingress)));
  }

  @Test
  void areAllWhereAllAreNamedAmongOthers() {
    SoftDeletePolicy policy =
        policy("[\"*\", \"apps\"]", "[\"*\", \"pods\"]", RESERVING, "InForce");

    assertThat(ReservedKinds.named(List.of(policy), List.of()))
        .containsExactly(ResourceRule.of("*", "*"));
  }

  @Test
  void areNoneOfAPolicyThatCoversNothing() {
    SoftDeletePolicy policy = policy("[\"\"]", "[\"configmaps\"]", RESERVING, "InvalidExpression");

    assertThat(ReservedKinds.named(List.of(policy), List.of())).isEmpty();
  }

  private static SoftDeletePolicy policy(
      String groups, String resources, String more, String ready) {
    String json =
        """
        {"metadata": {"name": "p"},
         "spec": {"resources": [{"apiGroups": %s, "resources": %s}]%s},
         "status": {"conditions": [{"type": "Ready", "status": "False", "reason": "%s"}]}}
        """
            .formatted(groups, resources, more, ready);
    return Json.as(SoftDeletePolicy.class, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
