package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/** {@code kubectl undelete namespace/NAME} restores a namespace with its content. */
class UndeleteNamespaceTest {

  @Test
  void itsContentIsListedAsOneGroupAndRestoredWithIt() {
    String ns =
        Cluster.coveredNamespace(
            """
              resources:
              - {apiGroups: [""], resources: [namespaces, configmaps]}
            """);
    Kubectl kubectl = Cluster.kubectl();
    for (int i = 0; i < 12; i++) {
      kubectl.run("create", "configmap", "c" + i, "-n", ns);
    }
    kubectl.run("delete", "namespace", ns, "--timeout=120s");
    Plugin admin = Plugin.ofAdministrator();

    assertThat(admin.run("list", "--group", "namespace/" + ns, "-n", ns, "-o", "name").lines())
        .hasSize(13);
    assertThat(admin.run("list", "cm", "-n", ns, "-o", "name").lines()).hasSize(12);
    Kubectl.Result asked = admin.call("namespace/" + ns);
    assertThat(asked.exit()).isEqualTo(8);
    assertThat(asked.err())
        .contains("Namespace " + ns + ", deleted", "with 12 object(s) that were deleted with it");

    assertThat(admin.run("namespace/" + ns, "--yes")).isEqualTo("Namespace " + ns + " restored\n");

    assertThat(kubectl.run("get", "configmap", "-n", ns, "-o", "name").lines())
        .filteredOn(name -> name.startsWith("configmap/c"))
        .hasSize(12);
  }
}
