package dev.softdelete.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a policy has counted is what it then captures over the same churn. */
class ObserveForecastTest {
  private static final String SPEC =
      """
        resources:
        - {apiGroups: [""], resources: [configmaps, secrets, serviceaccounts]}
        - {apiGroups: [batch], resources: [jobs]}
        ignoreDeletesBy: {users: [robot]}
        onRecreate: Allow
      """;

  private final Caller admin = Caller.administrator();
  private final List<Observed> policies = new ArrayList<>();

  @AfterEach
  void end() {
    policies.forEach(Observed::end);
  }

  @Test
  void theSameChurnLeadsToAsManyRecords() {
    Observed observed = Observed.begin(SPEC);
    Observed enforced = Observed.create("Enforce", SPEC);
    policies.addAll(List.of(observed, enforced));
    enforced.awaitReason("InForce");
    churn(observed.name());
    churn(enforced.name());

    await()
        .atMost(Observed.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(captured(enforced)).hasSize(14);
              assertThat(captured(enforced))
                  .filteredOn(r -> r.at("/spec/routine").asBoolean())
                  .hasSize(3);
            });
    observed.awaitCount("configmaps", "/captured", 9);
    observed.awaitCount("secrets", "/captured", 3);
    observed.awaitCount("jobs.batch", "/captured", 2);
    List<JsonNode> records = captured(enforced);
    long routine = records.stream().filter(r -> r.at("/spec/routine").asBoolean()).count();
    assertThat(routine("configmaps", observed) + routine("jobs.batch", observed))
        .isEqualTo(routine)
        .isEqualTo(3);
    assertThat(
            bytes("configmaps", observed)
                + bytes("secrets", observed)
                + bytes("jobs.batch", observed))
        .isCloseTo(
            records.stream().mapToLong(r -> r.at("/spec/snapshot/bytes").asLong()).sum(),
            Percentage.withPercentage(10));
  }

  private static long routine(String resource, Observed observed) {
    return observed.of(resource).path("routine").asLong();
  }

  private static long bytes(String resource, Observed observed) {
    return observed.of(resource).path("bytes").asLong();
  }

  /** Nine ConfigMaps, three Secrets and two Jobs; one ConfigMap and both Jobs are routine. */
  private void churn(String ns) {
    Caller controller = Caller.as("system:serviceaccount:ci:pruner", "system:masters");
    String core = "/api/v1/namespaces/" + ns + "/";
    for (int i = 0; i < 4; i++) {
      create(core + "configmaps", "metadata: {name: by-person-" + i + "}");
      admin.delete(core + "configmaps/by-person-" + i, "{}");
    }
    create(core + "configmaps", "metadata: {name: by-controller}");
    controller.delete(core + "configmaps/by-controller", "{}");
    create(core + "configmaps", "metadata: {name: final}");
    Caller.as("robot", "system:masters").delete(core + "configmaps/final", "{}");

    for (int i = 0; i < 3; i++) {
      create(core + "secrets", "metadata: {name: all-" + i + ", labels: {all: 'yes'}}");
    }
    admin.delete(core + "secrets?labelSelector=all%3Dyes", "{}");

    String owner =
        create(core + "configmaps", "metadata: {name: owner}").at("/metadata/uid").asText();
    for (int i = 0; i < 3; i++) {
      create(
          core + "configmaps",
          "metadata: {name: owned-%d, ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: %s}]}"
              .formatted(i, owner));
    }
    admin.delete(core + "configmaps/owner", "{}");
    for (int i = 0; i < 2; i++) {
      finishedJob(ns, "job-" + i);
    }
  }

  private void finishedJob(String ns, String name) {
    String jobs = "/apis/batch/v1/namespaces/" + ns + "/jobs";
    create(
        jobs,
        """
        metadata: {name: %s}
        spec:
          ttlSecondsAfterFinished: 0
          completions: 0
          template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}
        """
            .formatted(name));
  }

  private JsonNode create(String path, String manifest) {
    Caller.Answer answer = admin.create(path, manifest);
    assertThat(answer.ok()).as(answer.toString()).isTrue();
    return answer.body();
  }

  private List<JsonNode> captured(Observed enforced) {
    var records = new ArrayList<JsonNode>();
    admin
        .get("/apis/softdelete.dev/v1/namespaces/" + enforced.name() + "/deletedresources")
        .body()
        .path("items")
        .forEach(records::add);
    return records;
  }

  @Test
  void whatGoesWithANamespaceIsCountedAndIsNotRoutine() {
    Observed observed = Observed.begin(SPEC);
    policies.add(observed);
    observed.configMap("a");
    observed.configMap("b");

    observed.kubectl().run("delete", "namespace", observed.name(), "--timeout=90s");

    // kube-root-ca.crt is not among them.
    observed.awaitCount("configmaps", "/captured", 2);
    assertThat(observed.of("configmaps").path("routine").asLong()).isZero();
  }
}
