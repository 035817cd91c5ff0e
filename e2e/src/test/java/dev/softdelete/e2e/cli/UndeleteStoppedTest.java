package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The plugin while the operator is stopped. */
@Tag("soak")
class UndeleteStoppedTest {
  private static String ns;
  private static Plugin admin;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Plugin.ofAdministrator();
  }

  @Test
  void deletionsAreListed() {
    deletedBeforeTheEnd("listed");

    assertThat(admin.run("list", "configmap/listed", "-n", ns, "-o", "name"))
        .contains("configmap-listed");
  }

  @Test
  void aRestoreStaysRequestedAndSaysWhatToDo() {
    deletedBeforeTheEnd("web");

    Kubectl.Result result = admin.call("configmap/web", "-n", ns, "--timeout=3s");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err())
        .contains(
            "ConfigMap " + ns + "/web is not restored yet: the operator has not answered.",
            "kubectl undelete status",
            "--withdraw");
    var _ = Cluster.operator();
    Cluster.installation()
        .kubectl()
        .run(
            "wait",
            "deleted",
            "-n",
            ns,
            "-l",
            "softdelete.dev/name=web",
            "--for=condition=Restored",
            "--timeout=30s");
  }

  @Test
  void aManifestCannotBeShown() {
    deletedBeforeTheEnd("unseen");

    Kubectl.Result result = admin.call("show", "configmap/unseen", "-n", ns);

    assertThat(result.exit()).as(result.err()).isEqualTo(1);
    assertThat(result.err()).contains("kubectl undelete status");
  }

  @Test
  void whatIsHeldIsExplained() {
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("create", "configmap", "waiting", "-n", ns);
    Cluster.operator().kill();
    kubectl.run("delete", "configmap", "waiting", "-n", ns, "--wait=false");

    assertThat(admin.run("why", "configmap/waiting", "-n", ns))
        .contains(
            "ConfigMap " + ns + "/waiting is deleted and still exists",
            "No record of this deletion exists yet.");
  }

  private static void deletedBeforeTheEnd(String name) {
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("create", "configmap", name, "-n", ns);
    kubectl.run("delete", "configmap", name, "-n", ns, "--timeout=30s");
    Cluster.operator().kill();
  }
}
