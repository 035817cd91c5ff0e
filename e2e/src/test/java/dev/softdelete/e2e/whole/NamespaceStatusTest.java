package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/** A policy that restores the status does not restore the phase Terminating of a namespace. */
class NamespaceStatusTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
            restoreStatus: true
          """);

  @Test
  void itIsActiveAgain() {
    kubectl.run("create", "configmap", "settings", "-n", ns);

    DeletedNamespace.delete(ns).restore();

    assertThat(kubectl.run("get", "ns", ns, "-o", "jsonpath={.status}"))
        .isEqualTo("{\"phase\":\"Active\"}");
    kubectl.run("get", "configmap", "settings", "-n", ns);
  }
}
