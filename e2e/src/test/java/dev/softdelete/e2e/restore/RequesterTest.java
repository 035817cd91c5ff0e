package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A restored object is created with the rights of the requester, and with no other rights. */
class RequesterTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: ["", rbac.authorization.k8s.io], resources: [configmaps, roles, rolebindings]}]
            """);
  }

  @Test
  void aNamespaceAdminRestoresRolesAndBindingsWithinTheirRights() {
    Kubectl owner = Cluster.installation().kubectlAs(ns + "-owner");
    bind(ns + "-owner", "admin");
    kubectl.run("create", "role", "reader", "-n", ns, "--verb=get", "--resource=configmaps");
    kubectl.run("create", "rolebinding", "readers", "-n", ns, "--role=reader", "--user=somebody");
    String role = Live.essence(Live.get(kubectl, "role", "reader", ns));
    String binding = Live.essence(Live.get(kubectl, "rolebinding", "readers", ns));
    Deletion deletedBinding = Deletion.of(kubectl, "rolebinding", "readers", ns);
    Deletion deletedRole = Deletion.of(kubectl, "role", "reader", ns);

    deletedRole.as(owner).restore();
    deletedBinding.as(owner).restore();

    assertThat(Live.essence(Live.get(kubectl, "role", "reader", ns))).isEqualTo(role);
    assertThat(Live.essence(Live.get(kubectl, "rolebinding", "readers", ns))).isEqualTo(binding);
  }

  @Test
  void nobodyGainsRightsByARestore() {
    Kubectl climber = Cluster.installation().kubectlAs(ns + "-climber");
    bind(ns + "-climber", "admin");
    kubectl.run("create", "role", "mighty", "-n", ns, "--verb=*", "--resource=*.*");
    Deletion deletion = Deletion.of(kubectl, "role", "mighty", ns);

    deletion.as(climber).ask().awaitRefusal("Forbidden");

    assertThat(deletion.message()).contains(ns + "-climber", "Grant the right");
    deletion.restore();
    assertThat(kubectl.call("get", "role", "mighty", "-n", ns).ok()).isTrue();
  }

  @Test
  void whoMayNotCreateItMayNotAskForIt() {
    Kubectl watcher = Cluster.installation().kubectlAs(ns + "-watcher");
    bind(ns + "-watcher", "soft-delete-restorer");
    Deletion deletion = deleted("refused");

    Kubectl.Result asked =
        watcher.call(
            "annotate", "deleted", deletion.record(), "-n", ns, "softdelete.dev/restore=true");

    assertThat(asked.ok()).isFalse();
    assertThat(asked.err()).contains("may not restore this", "create configmaps");
    assertThat(deletion.state()).isEqualTo("DELETED");
  }

  @Test
  void rightsThatWereTakenAwayMeanwhileAreNotUsed() {
    Kubectl editor = Cluster.installation().kubectlAs(ns + "-editor");
    bind(ns + "-editor", "edit");
    Deletion deletion = deleted("late");
    kubectl.run("create", "configmap", "late", "-n", ns);
    deletion.as(editor).ask().awaitRefusal("NameConflict");
    kubectl.run("delete", "rolebinding", ns + "-editor-edit", "-n", ns);
    awaitMay(editor, false);

    kubectl.run("delete", "configmap", "late", "-n", ns);

    deletion.awaitRefusal("Forbidden");
    assertThat(deletion.message()).contains(ns + "-editor", "Grant the right");
    deletion.restore();
    assertThat(Live.get(kubectl, "cm", "late", ns).at("/data/k").asText()).isEqualTo("original");
  }

  @Test
  void theRecordSaysWhoAsked() {
    Kubectl editor = Cluster.installation().kubectlAs(ns + "-asker");
    bind(ns + "-asker", "edit");
    Deletion deletion = deleted("asked");

    deletion.as(editor).restore();

    assertThat(deletion.json().at("/spec/restoreRequestedBy/username").asText())
        .isEqualTo(ns + "-asker");
    assertThat(deletion.events()).contains(ns + "-asker");
  }

  private static void bind(String user, String role) {
    kubectl.run(
        "create",
        "rolebinding",
        user + "-" + role,
        "-n",
        ns,
        "--clusterrole=" + role,
        "--user=" + user);
    awaitMay(Cluster.installation().kubectlAs(user), true);
  }

  private static void awaitMay(Kubectl user, boolean may) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> user.call("auth", "can-i", "patch", "deleted", "-n", ns).ok() == may);
  }

  private static Deletion deleted(String name) {
    kubectl.run("create", "configmap", name, "-n", ns, "--from-literal=k=original");
    return Deletion.of(kubectl, "configmap", name, ns);
  }
}
