package dev.softdelete.e2e.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Records say whether a deletion is routine, so that people find what people deleted. */
class RoutineTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final Kubectl ann = Cluster.installation().kubectlAs("ann", "system:masters");
  private final Kubectl pruner =
      Cluster.installation()
          .kubectlAs("system:serviceaccount:tekton-pipelines:pruner", "system:masters");
  private final String ns =
      Cluster.namespaceUnderSharedPolicy(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
            onRecreate: Allow
          """);

  @Test
  void whatAControllerDeletesIsRoutineAndWhatAPersonDeletesIsNot() {
    create("run");
    create("prices");

    pruner.run("delete", "configmap", "run", "-n", ns);
    ann.run("delete", "configmap", "prices", "-n", ns);

    awaitDeletedBy("run", "system:serviceaccount:tekton-pipelines:pruner");
    awaitDeletedBy("prices", "ann");
    assertThat(record("run", "routine")).isEqualTo("true");
    assertThat(record("prices", "routine")).isEmpty();
    assertThat(kubectl.run("get", "deleted", "-n", ns, "-l", "!softdelete.dev/routine"))
        .contains("prices")
        .doesNotContain("run");
  }

  @Test
  void whatSomebodyDeclaredIsNot() {
    kubectl.apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: declared, namespace: %s}}"
            .formatted(ns));

    pruner.run("delete", "configmap", "declared", "-n", ns);

    awaitDeletedBy("declared", "system:serviceaccount:tekton-pipelines:pruner");
    assertThat(record("declared", "routine")).isEmpty();
  }

  @Test
  void theRootDecidesForWhatGoesWithIt() {
    createOwned("run-2", "step-2");
    createOwned("database", "data");

    pruner.run("delete", "configmap", "run-2", "-n", ns);
    ann.run("delete", "configmap", "database", "-n", ns);

    awaitDeletedBy("step-2", "system:serviceaccount:tekton-pipelines:pruner");
    awaitDeletedBy("data", "ann");
    assertThat(record("step-2", "routine")).isEqualTo("true");
    assertThat(record("data", "routine")).isEmpty();
  }

  @Test
  void aControllerThatClearsUpAfterAPersonActsForThem() {
    createOwned("custom", "child");
    hold("custom");
    ann.run("delete", "configmap", "custom", "-n", ns, "--wait=false");

    pruner.run("delete", "configmap", "child", "-n", ns);

    awaitDeletedBy("child", "system:serviceaccount:tekton-pipelines:pruner");
    assertThat(record("child", "routine")).isEmpty();
    letGo("custom");
  }

  @Test
  void aManifestThatAsksForTheDeletedObjectMeansWhatAPersonDeleted() {
    create("asked");
    kubectl.run("label", "configmap", "asked", "-n", ns, "by=person");
    ann.run("delete", "configmap", "asked", "-n", ns);
    create("asked");
    pruner.run("delete", "configmap", "asked", "-n", ns);

    kubectl.input(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: asked, namespace: %s, annotations: {softdelete.dev/restore: "true"}}
        """
            .formatted(ns),
        "create",
        "-f",
        "-");

    assertThat(
            kubectl.run("get", "configmap", "asked", "-n", ns, "-o", "jsonpath={.metadata.labels}"))
        .contains("person");
  }

  private void create(String name) {
    kubectl.run("create", "configmap", name, "-n", ns);
  }

  private void createOwned(String owner, String name) {
    create(owner);
    create(name);
    String uid = kubectl.run("get", "configmap", owner, "-n", ns, "-o", "jsonpath={.metadata.uid}");
    patch(
        name,
        "{\"metadata\": {\"ownerReferences\": [{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\","
            + " \"name\": \"%s\", \"uid\": \"%s\"}]}}".formatted(owner, uid));
  }

  /** Holds the object as its own operator would, which has to clear up first. */
  private void hold(String name) {
    patch(name, "{\"metadata\": {\"finalizers\": [\"example.com/operator\"]}}");
  }

  private void letGo(String name) {
    patch(name, "{\"metadata\": {\"finalizers\": null}}");
  }

  private void patch(String name, String patch) {
    kubectl.run("patch", "configmap", name, "-n", ns, "--type=merge", "-p", patch);
  }

  private void awaitDeletedBy(String name, String user) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(record(name, "deletedBy.username")).isEqualTo(user));
  }

  private String record(String name, String field) {
    return kubectl.run(
        "get",
        "deleted",
        "-n",
        ns,
        "--field-selector=spec.resource.name=" + name,
        "-o",
        "jsonpath={.items[*].spec." + field + "}");
  }
}
