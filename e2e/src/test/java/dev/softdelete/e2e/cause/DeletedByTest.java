package dev.softdelete.e2e.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

class DeletedByTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final Kubectl ann = Cluster.installation().kubectlAs("ann", "system:masters");
  private final String ns =
      Cluster.namespaceUnderSharedPolicy(
          """
            resources:
            - {apiGroups: [apps], resources: [deployments]}
            - {apiGroups: [""], resources: [configmaps]}
          """);

  @Test
  void namesWhoAsked() {
    configMap("a");

    ann.run("delete", "configmap", "a", "-n", ns);

    eventually(() -> assertThat(record("a", ".spec.deletedBy.username")).isEqualTo("ann"));
    assertThat(record("a", ".spec.deletedBy.groups")).contains("system:masters");
    assertThat(kubectl.run("get", "deleted", "-n", ns)).contains("ann");
  }

  @Test
  void namesWhoDeletedAWholeCollection() {
    configMap("b");
    configMap("c");

    ann.run("delete", "--raw", "/api/v1/namespaces/" + ns + "/configmaps");

    for (String name : new String[] {"b", "c"}) {
      eventually(() -> assertThat(record(name, ".spec.deletedBy.username")).isEqualTo("ann"));
    }
  }

  @Test
  void namesTheFirstToAskAndNotWhoAskedForWhatWasGoingAlready() {
    configMap("d");
    kubectl.run(
        "patch",
        "configmap",
        "d",
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[\"example.com/busy\"]}}");
    ann.run("delete", "configmap", "d", "-n", ns, "--wait=false");
    Cluster.installation()
        .kubectlAs("bob", "system:masters")
        .run("delete", "configmap", "d", "-n", ns, "--wait=false");

    kubectl.run(
        "patch",
        "configmap",
        "d",
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":null}}");

    eventually(() -> assertThat(record("d", ".spec.deletedBy.username")).isEqualTo("ann"));
  }

  @Test
  void namesTheRootOfACascade() {
    kubectl.run("create", "deployment", "owner", "-n", ns, "--image=none", "--replicas=0");
    String uid =
        kubectl.run("get", "deployment", "owner", "-n", ns, "-o", "jsonpath={.metadata.uid}");
    kubectl.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: owned
          namespace: %s
          ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: owner, uid: %s}]
        """
            .formatted(ns, uid));

    ann.run("delete", "deployment", "owner", "-n", ns);

    eventually(() -> assertThat(record("owned", ".spec.deletionGroup")).isEqualTo(uid));
    eventually(() -> assertThat(record("owned", ".spec.deletedBy.username")).isEqualTo("ann"));
    assertThat(record("owner", ".spec.deletionGroup")).isEmpty();
    assertThat(
            kubectl.run(
                "get",
                "deleted",
                "-n",
                ns,
                "-l",
                "softdelete.dev/deletion-group=" + uid,
                "-o",
                "name"))
        .contains("owned");
  }

  @Test
  void namesWhoDeletedTheNamespace() {
    configMap("along");
    String uid = kubectl.run("get", "ns", ns, "-o", "jsonpath={.metadata.uid}");

    ann.run("delete", "namespace", ns);

    String[] query = {
      "get",
      "deleted",
      "-n",
      Installation.NAMESPACE,
      "-l",
      "softdelete.dev/deletion-group=" + uid + ",softdelete.dev/name=along",
      "-o",
      "jsonpath={.items[*].spec.deletedBy.username}"
    };
    eventually(() -> assertThat(kubectl.run(query)).isEqualTo("ann"));
  }

  @Test
  void aDryRunWritesNothing() {
    configMap("kept");

    ann.run("delete", "configmap", "kept", "-n", ns, "--dry-run=server");
    kubectl.run("delete", "configmap", "kept", "-n", ns);

    eventually(() -> assertThat(record("kept", ".spec.deletedBy.username")).isEqualTo("admin"));
  }

  private void configMap(String name) {
    kubectl.run("create", "configmap", name, "-n", ns);
  }

  private String record(String name, String path) {
    return kubectl.run(
        "get",
        "deleted",
        "-n",
        ns,
        "--field-selector=spec.resource.name=" + name,
        "-o",
        "jsonpath={.items[*]" + path + "}");
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(holds);
  }
}
