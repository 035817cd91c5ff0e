package dev.softdelete.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import org.junit.jupiter.api.Test;

class PoliciesCheckTest {

  @Test
  void withoutAnyNothingIsWrongYet() {
    assertThat(line()).startsWith("ok      SoftDeletePolicies: there are none");
  }

  @Test
  void onesThatAreInForce() {
    assertThat(line(policy(2, 2, "True")))
        .isEqualTo("ok      SoftDeletePolicy shop: Because: it is so.");
  }

  @Test
  void onesThatAreNotSayWhy() {
    assertThat(line(policy(2, 2, "False")))
        .isEqualTo("FAILED  SoftDeletePolicy shop: Because: it is so.");
  }

  @Test
  void anEditThatNobodyHasLookedAt() {
    assertThat(line(policy(1, 2, "True")))
        .startsWith("FAILED  SoftDeletePolicy shop: the operator has not looked at it");
  }

  @Test
  void onesWithoutAStatus() {
    ObjectNode policy = Json.object();
    policy.putObject("metadata").put("name", "shop").put("generation", 1);

    assertThat(line(policy)).startsWith("FAILED").contains("has not looked at it");
  }

  @Test
  void onesThatAreBeingDeleted() {
    ObjectNode policy = policy(1, 2, "False");
    policy.withObject("/metadata").put("deletionTimestamp", "2026-12-01T12:00:00Z");

    assertThat(line(policy)).isEqualTo("ok      SoftDeletePolicy shop: is being deleted.");
  }

  @Test
  void aMessageCannotForgeALine() {
    ObjectNode policy = policy(1, 1, "False");
    ((ObjectNode) policy.at("/status/conditions/0"))
        .put("message", "a\nok      Leader: all is well");

    assertThat(line(policy)).doesNotContain("\n");
  }

  private static String line(ObjectNode... policies) {
    var list = Json.object().arrayNode();
    for (ObjectNode policy : policies) {
      list.add(policy);
    }
    return PoliciesCheck.findings(list).getFirst().line();
  }

  private static ObjectNode policy(int observed, int generation, String ready) {
    ObjectNode policy = Json.object();
    policy.putObject("metadata").put("name", "shop").put("generation", generation);
    policy
        .putObject("status")
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("observedGeneration", observed)
        .put("status", ready)
        .put("reason", "Because")
        .put("message", "it is so.");
    return policy;
  }
}
