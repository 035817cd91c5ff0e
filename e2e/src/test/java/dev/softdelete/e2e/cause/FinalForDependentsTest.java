package dev.softdelete.e2e.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * With {@code ignoreDeletesOfDependents}, a final delete is final for what the garbage collector
 * deletes after it.
 */
class FinalForDependentsTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.namespaceUnderSharedPolicy(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
            ignoreDeletesBy: {users: [robot]}
            ignoreDeletesOfDependents: true
          """);

  @Test
  void nothingIsKeptOfWhatGoesWithIt() {
    chain();

    delete("robot");

    assertThat(kubectl.run("get", "deleted", "-n", ns, "-o", "name")).isEmpty();
  }

  @Test
  void allIsKeptOfWhatGoesWithWhatSomebodyElseDeletes() {
    chain();

    delete("ann");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run(
                            "get",
                            "deleted",
                            "-n",
                            ns,
                            "-o",
                            "jsonpath={.items[*].spec.resource.name}"))
                    .contains("run", "step", "scratch"));
  }

  /** Creates a run that owns a step, which owns a scratch object. */
  private void chain() {
    String run = create("run", "");
    String step = create("step", owner("run", run));
    create("scratch", owner("step", step));
  }

  private void delete(String user) {
    Cluster.installation()
        .kubectlAs(user, "system:masters")
        .run("delete", "configmap", "run", "-n", ns, "--timeout=60s");
    kubectl.run("wait", "configmap/scratch", "-n", ns, "--for=delete", "--timeout=60s");
  }

  private static String owner(String name, String uid) {
    return ", ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: %s, uid: %s}]"
        .formatted(name, uid);
  }

  private String create(String name, String owners) {
    kubectl.apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s%s}}"
            .formatted(name, ns, owners));
    return kubectl.run("get", "configmap", name, "-n", ns, "-o", "jsonpath={.metadata.uid}");
  }
}
