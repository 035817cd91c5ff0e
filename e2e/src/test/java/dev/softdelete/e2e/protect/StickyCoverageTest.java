package dev.softdelete.e2e.protect;

import static dev.softdelete.e2e.protect.Objects.RETAIN;
import static dev.softdelete.e2e.protect.Objects.finalizers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-server")
class StickyCoverageTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
            objectSelector: {matchLabels: {keep: me}}
            priority: 1000
          """);

  @AfterEach
  void uncover() {
    Policies.delete(ns);
  }

  @Test
  void anObjectRelabelledOutOfTheSelectorIsCapturedAllTheSame() {
    create("sticky");

    kubectl.run("label", "cm", "sticky", "-n", ns, "keep-");
    kubectl.run(
        "patch",
        "cm",
        "sticky",
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[]}}");
    assertThat(finalizers("cm", "sticky", "-n", ns)).contains(RETAIN);
    Objects.delete("cm", "sticky", "-n", ns);

    assertThat(Objects.record(ns, "sticky", ".spec.policy")).isEqualTo(ns);
  }

  @Test
  void anObjectWhoseNamespaceIsRelabelledIsCapturedAllTheSame() {
    create("moved");

    kubectl.run("label", "ns", ns, "test-");
    Objects.delete("cm", "moved", "-n", ns);

    assertThat(Objects.record(ns, "moved", ".spec.policy")).isEqualTo(ns);
  }

  private void create(String name) {
    kubectl.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: %s, labels: {keep: me}}
        """
            .formatted(name, ns));
  }
}
