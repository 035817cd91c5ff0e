package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A user deletes a namespace again before all its content is restored, and a stranger takes the
 * name. None of the remaining content is restored into the stranger's namespace.
 */
@Tag("soak")
class StrangerMeanwhileTest {
  private static final int MANY = 300;

  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
          """);

  @Test
  void theRestWaitsForTheirNamespace() {
    kubectl.run("create", "configmap", "before", "-n", ns);
    kubectl.run("delete", "configmap", "before", "-n", ns, "--timeout=30s");
    kubectl.apply(
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: c%d, namespace: %s}, data: {value: x%d}}"
                        .formatted(i, ns, i))
            .collect(Collectors.joining("\n---\n")));
    DeletedNamespace first = DeletedNamespace.delete(ns).ask();
    kubectl.run("wait", "ns/" + ns, "--for=create", "--timeout=60s");
    DeletedNamespace second = DeletedNamespace.delete(ns);
    kubectl.run("create", "namespace", ns);

    assertThat(first.members("DELETED")).as("not back by then").isNotEmpty();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(first.restored("message")).contains("NamespaceMissing"));
    await()
        .during(Duration.ofSeconds(8))
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(ours()).isEmpty());
    assertThat(kubectl.run("get", "deleted", "-n", ns, "-o", "name")).as("records in it").isEmpty();

    kubectl.run("delete", "namespace", ns, "--timeout=60s");
    second.restore();

    first.awaitRestored();
    assertThat(ours()).hasSize(MANY);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "deleted", "-n", ns, "-o", "name"))
                    .as("what had been deleted before")
                    .contains("configmap-before-"));
  }

  private List<String> ours() {
    return kubectl
        .run("get", "configmaps", "-n", ns, "-o", "name")
        .lines()
        .filter(name -> !name.endsWith("kube-root-ca.crt"))
        .toList();
  }
}
