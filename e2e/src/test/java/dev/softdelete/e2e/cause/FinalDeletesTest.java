package dev.softdelete.e2e.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/** Tests {@code ignoreDeletesBy}: the deletes by these requesters are final. */
class FinalDeletesTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.namespaceUnderSharedPolicy(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
            ignoreDeletesBy: {users: [robot], serviceAccounts: [argocd/controller]}
          """);

  @Test
  void whatTheIgnoredDeleteLeavesNoRecord() {
    deleteAs("robot", "a");
    deleteAs("system:serviceaccount:argocd:controller", "b");

    assertThat(kubectl.run("get", "deleted", "-n", ns, "-o", "name")).isEmpty();
  }

  @Test
  void whatOthersDeleteIsCaptured() {
    deleteAs("ann", "c");

    assertThat(kubectl.run("get", "deleted", "-n", ns, "-o", "name")).contains("configmap-c");
  }

  @Test
  void whatIsInANamespaceThatTheIgnoredDeleteGoesWithIt() {
    kubectl.run("create", "configmap", "inside", "-n", ns);

    Cluster.installation()
        .kubectlAs("robot", "system:masters")
        .run("delete", "namespace", ns, "--timeout=60s");

    assertThat(
            kubectl.run(
                "get", "deleted", "-A", "-o", "jsonpath={.items[*].spec.resource.namespace}"))
        .doesNotContain(ns);
  }

  @Test
  void whatIsDeletedWhileNobodyHearsIsCaptured() {
    kubectl.run("create", "configmap", "d", "-n", ns);
    Cluster.operator().kill();
    Cluster.installation()
        .kubectlAs("robot", "system:masters")
        .run("delete", "configmap", "d", "-n", ns, "--wait=false");

    Cluster.kubectl().run("wait", "configmap/d", "-n", ns, "--for=delete", "--timeout=60s");

    assertThat(kubectl.run("get", "deleted", "-n", ns, "-o", "name")).contains("configmap-d");
  }

  private void deleteAs(String user, String name) {
    kubectl.run("create", "configmap", name, "-n", ns);
    Cluster.installation()
        .kubectlAs(user, "system:masters")
        .run("delete", "configmap", name, "-n", ns, "--timeout=60s");
  }
}
