package dev.softdelete.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-server")
class MainJobTest {

  @Test
  void whatIsDeletedIsListedAndComesBackAsItWas() {
    Kubectl kubectl = Cluster.kubectl();
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    kubectl.run("create", "configmap", "web", "-n", ns, "--from-literal=k=v");

    kubectl.run("delete", "configmap", "web", "-n", ns);

    assertThat(kubectl.call("get", "configmap", "web", "-n", ns).err()).contains("NotFound");
    assertThat(kubectl.run("get", "deleted", "-n", ns)).contains("ConfigMap", "web", "DELETED");
    kubectl.run("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=20s");
    assertThat(kubectl.run("get", "configmap", "web", "-n", ns, "-o", "jsonpath={.data.k}"))
        .isEqualTo("v");
  }
}
