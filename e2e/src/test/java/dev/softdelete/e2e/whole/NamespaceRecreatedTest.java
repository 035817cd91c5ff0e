package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/** A Namespace is in git again: the create that restores the Namespace restores its content too. */
class NamespaceRecreatedTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
            onRecreate: Restore
          """);

  @Test
  void theContentComesBack() {
    kubectl.run("create", "configmap", "settings", "-n", ns, "--from-literal=a=1");
    DeletedNamespace gone = DeletedNamespace.delete(ns);

    kubectl.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: %1$s, labels: {test: %1$s, added: later}}
        """
            .formatted(ns));

    gone.awaitRestored();
    assertThat(kubectl.run("get", "configmap", "settings", "-n", ns, "-o", "jsonpath={.data.a}"))
        .isEqualTo("1");
    assertThat(kubectl.run("get", "namespace", ns, "-o", "jsonpath={.metadata.labels.added}"))
        .isEqualTo("later");
  }
}
