package dev.softdelete.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A policy that only observes changes no object and no request, and counts them. */
class ObserveTest {
  private static Observed observed;

  @BeforeAll
  static void begin() {
    observed =
        Observed.begin(
            """
              resources:
              - {apiGroups: [""], resources: [configmaps, secrets, serviceaccounts]}
              matchConditions:
              - {name: not-scratch, expression: "!object.metadata.name.startsWith('scratch-')"}
              onControllerRecreate: Reject
            """);
  }

  @AfterAll
  static void end() {
    observed.end();
  }

  @Test
  void nothingIsPutOnNothingIsCapturedAndNothingIsRefused() {
    observed.configMap("plain");
    String path = observed.configMaps() + "/plain";

    assertThat(observed.caller().get(path).body().at("/metadata/finalizers").isMissingNode())
        .isTrue();
    assertThat(observed.caller().delete(path, "{}").ok()).isTrue();
    assertThat(observed.caller().get(path).code()).isEqualTo(404);
    assertThat(observed.caller().create(observed.configMaps(), "metadata: {name: plain}").ok())
        .isTrue();
    assertThat(observed.records(observed.name())).isEmpty();
  }

  @Test
  void theApiServerEnforcesNothing() {
    assertThat(
            observed
                .kubectl()
                .run(
                    "get",
                    "mutatingadmissionpolicies,mutatingadmissionpolicybindings,"
                        + "mutatingwebhookconfigurations",
                    "-o",
                    "json"))
        .doesNotContain(observed.name());
  }

  @Test
  void whatSomebodyDeletesIsCountedByKindWithItsBytes() {
    Caller pruner = Caller.as("system:serviceaccount:ci:pruner", "system:masters");
    String secrets = "/api/v1/namespaces/" + observed.name() + "/secrets";
    for (String name : new String[] {"a", "b", "c", "scratch-1"}) {
      assertThat(observed.caller().create(secrets, "metadata: {name: " + name + "}").ok()).isTrue();
    }

    observed.caller().dry().delete(secrets + "/a", "{}");
    observed.caller().delete(secrets + "/a", "{}");
    observed.caller().delete(secrets + "/scratch-1", "{}");
    pruner.delete(secrets + "/b", "{}");
    observed.caller().delete(secrets, "{}");

    observed.awaitCount("secrets", "/captured", 3);
    observed.awaitCount("secrets", "/routine", 1);
    assertThat(observed.of("secrets").path("bytes").asLong()).isBetween(600L, 3000L);
    assertThat(observed.observation().at("/namespaces/0/namespace").asText())
        .isEqualTo(observed.name());
  }

  @Test
  void aCreateThatWouldBeRefusedIsCountedByWhoSendsIt() {
    Caller operator = Caller.as("system:serviceaccount:shop:operator", "system:masters");
    Caller argo = operator.agent("argocd-controller/v0.0.0");
    for (String name : new String[] {"by-person", "by-tool", "by-controller", "restored"}) {
      observed.configMap(name);
      observed.caller().delete(observed.configMaps() + "/" + name, "{}");
    }

    for (int again = 0; again < 2; again++) {
      observed.caller().create(observed.configMaps(), "metadata: {name: by-person}");
      argo.create(observed.configMaps(), "{metadata: {name: by-tool}, data: {a: b}}");
      operator
          .agent("manager/v0.0.0")
          .create(observed.configMaps(), "metadata: {name: by-controller}");
    }
    observed
        .caller()
        .create(
            observed.configMaps(),
            "metadata: {name: restored, annotations: {softdelete.dev/on-recreate: Restore}}");

    observed.awaitCount("configmaps", "/refused/controller", 1);
    observed.awaitCount("configmaps", "/refused/tool", 1);
    // The test above creates one name anew.
    assertThat(observed.of("configmaps").at("/refused/person").asLong()).isBetween(1L, 2L);
  }
}
