package dev.softdelete.e2e.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Any user who may write an object can choose its owners, and thereby whose deletion also deletes
 * the object.
 */
class ChosenOwnerTest {
  private static Kubectl kubectl;
  private static Kubectl robot;
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              ignoreDeletesBy: {users: [robot]}
            """);
    kubectl = Cluster.kubectl();
    robot = Cluster.installation().kubectlAs("robot", "system:masters");
  }

  @Test
  void whatGoesWithItIsCapturedWhoeverDeletedIt() {
    String owner = configMap(ns, "owner");
    configMap(ns, "owned");
    give("owned", "owner", owner);

    robot.run("delete", "configmap", "owner", "-n", ns, "--timeout=60s");
    kubectl.run("wait", "configmap/owned", "-n", ns, "--for=delete", "--timeout=60s");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(record("owned", "deletedBy.username")).isEqualTo("robot"));
    assertThat(record("owned", "deletionGroup")).isEqualTo(owner);
    assertThat(record("owner", "resource.name")).isEmpty();
  }

  @Test
  void oneElsewhereIsNone() {
    String elsewhere = ns + "-2";
    kubectl.apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {test: %s}}}"
            .formatted(elsewhere, ns));
    String stranger = configMap(elsewhere, "stranger");
    configMap(ns, "strange");

    robot.run("delete", "configmap", "stranger", "-n", elsewhere, "--timeout=60s");
    give("strange", "stranger", stranger);
    kubectl.run("wait", "configmap/strange", "-n", ns, "--for=delete", "--timeout=60s");

    assertThat(record("strange", "resource.name")).isEqualTo("strange");
    assertThat(record("strange", "deletedBy")).isEmpty();
  }

  private static String configMap(String namespace, String name) {
    kubectl.run("create", "configmap", name, "-n", namespace);
    return kubectl.run("get", "configmap", name, "-n", namespace, "-o", "jsonpath={.metadata.uid}");
  }

  private static void give(String name, String owner, String uid) {
    kubectl.run(
        "patch",
        "configmap",
        name,
        "-n",
        ns,
        "--type=merge",
        "-p",
        """
        {"metadata": {"ownerReferences": [{"apiVersion": "v1", "kind": "ConfigMap", "name": "%s", "uid": "%s"}]}}
        """
            .formatted(owner, uid));
  }

  private static String record(String name, String field) {
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
