package dev.softdelete.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A policy begins to observe, and enforces again. */
class ObserveSwitchTest {
  private static final String SPEC =
      "  resources: [{apiGroups: [\"\"], resources: [configmaps, serviceaccounts]}]\n";

  private Observed policy;

  @AfterEach
  void end() {
    policy.end();
  }

  @Test
  void theFinalizersGoAndTheRecordsStayAndNothingIsRefusedAnyMore() {
    policy = Observed.create("Enforce", SPEC);
    policy.awaitReason("InForce");
    policy.configMap("kept");
    policy.configMap("gone");
    assertThat(finalizers("kept")).contains("softdelete.dev/retain");
    policy.kubectl().run("delete", "configmap", "gone", "-n", policy.name(), "--timeout=60s");
    await()
        .atMost(Observed.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        policy
                            .caller()
                            .dry()
                            .create(policy.configMaps(), "metadata: {name: gone}")
                            .code())
                    .isEqualTo(409));

    policy.enforcement("Observe");
    policy.awaitReason("Observing");

    assertThat(finalizers("kept")).isEmpty();
    assertThat(policy.policy().at("/status/protectedResources")).isEmpty();
    assertThat(policy.records(policy.name())).isEqualTo("gone");
    assertThat(
            policy
                .kubectl()
                .run(
                    "get",
                    "deleted",
                    "-n",
                    policy.name(),
                    "-o",
                    "jsonpath={.items[*].spec.purgeTime}"))
        .isNotEmpty();
    await()
        .atMost(Observed.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        policy.caller().create(policy.configMaps(), "metadata: {name: gone}").ok())
                    .isTrue());
    assertThat(finalizers("gone")).isEmpty();
  }

  @Test
  void itEnforcesAgainAndKeepsWhatItHasCounted() {
    policy = Observed.begin(SPEC);
    policy.configMap("kept");
    policy.configMap("counted");
    policy.caller().delete(policy.configMaps() + "/counted", "{}");
    policy.awaitCount("configmaps", "/captured", 1);

    policy.enforcement("Enforce");
    policy.awaitReason("InForce");

    assertThat(finalizers("kept")).contains("softdelete.dev/retain");
    policy.kubectl().run("delete", "configmap", "kept", "-n", policy.name(), "--timeout=60s");
    assertThat(policy.records(policy.name())).isEqualTo("kept");
    assertThat(policy.of("configmaps").path("captured").asLong()).isEqualTo(1);
    await()
        .atMost(Observed.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        policy
                            .kubectl()
                            .run("get", "validatingwebhookconfigurations", "-o", "json"))
                    .doesNotContain("\"softdelete.dev/policy\": \"" + policy.name() + "\""));
  }

  @Test
  void aPolicyThatCannotBeEnforcedSaysSoWhileItObserves() {
    policy =
        Observed.create(
            "Observe", SPEC + "  matchConditions: [{name: bad, expression: 'object.'}]\n");

    policy.awaitReason("InvalidExpression");
  }

  @Test
  void anotherPolicyThatEnforcesDecidesAlone() {
    policy = Observed.begin(SPEC + "  priority: 1000\n  retention: 1h\n");
    var enforcing = policy.name() + "-beside";
    policy
        .kubectl()
        .apply(
            """
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %s}
            spec:
              namespaceSelector: {matchLabels: {observed: %s}}
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retention: 5d
            """
                .formatted(enforcing, policy.name()));
    policy.kubectl().run("wait", "sdp/" + enforcing, "--for=condition=Ready", "--timeout=60s");
    policy.configMap("beside");
    assertThat(finalizers("beside"))
        .contains("softdelete.dev/retain", "terms.softdelete.dev/" + enforcing)
        .doesNotContain("terms.softdelete.dev/" + policy.name() + "\"");

    policy.kubectl().run("delete", "configmap", "beside", "-n", policy.name(), "--timeout=60s");

    JsonNode record =
        policy
            .caller()
            .get("/apis/softdelete.dev/v1/namespaces/" + policy.name() + "/deletedresources")
            .body()
            .at("/items/0/spec");
    assertThat(record.path("policy").asText()).isEqualTo(enforcing);
    assertThat(record.path("otherPolicies")).isEmpty();
    assertThat(policy.of("configmaps").isMissingNode()).isTrue();
    policy.kubectl().run("delete", "sdp", enforcing, "--wait=false");
  }

  private String finalizers(String configMap) {
    return policy
        .caller()
        .get(policy.configMaps() + "/" + configMap)
        .body()
        .at("/metadata/finalizers")
        .toString();
  }
}
