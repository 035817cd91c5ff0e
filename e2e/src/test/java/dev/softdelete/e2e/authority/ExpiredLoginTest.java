package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A restore that waits trusts the groups of its requester for a limited time. After that it goes on
 * only with the rights that the user name has by itself.
 */
@Tag("delivery")
class ExpiredLoginTest {
  private static final Duration TRUSTED = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CAN_RESTORE = "restore deletedresources.softdelete.dev";
  private static final String RESTORE = "softdelete.dev/restore=true";
  private static final String REASON = ".status.conditions[?(@.type==\"Restored\")].reason";
  private static final String MESSAGE = ".status.conditions[?(@.type==\"Restored\")].message";
  private static final String GROUPS = ".spec.restoreRequestedBy.groups";

  private static OperatorProcess process;
  private static Kubectl admin;
  private static String ns;

  @BeforeAll
  static void trustForAMoment() {
    process =
        new OperatorProcess(
                Cluster.installation().operatorKubeconfig(),
                Path.of("target", "operator-login.log"))
            .with("RESTORE_LOGIN_TRUSTED_FOR", TRUSTED.toSeconds() + "s");
    Cluster.operateWith(process);
    process.startReady();
    admin = Cluster.installation().kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: ["", rbac.authorization.k8s.io], resources: [configmaps, rolebindings]}]
            """);
  }

  @AfterAll
  static void handBack() {
    Cluster.handBack();
  }

  @Test
  void aGroupThatTheRequesterHasLeftBringsNothingBack() {
    String group = ns + "-ops";
    Person eve = member("eve", group);
    Deleted deleted = mighty("climb");
    admin.run("create", "rolebinding", "climb", "-n", ns, "--clusterrole=view", "--user=x");
    allowed(deleted.annotate(eve.kubectl(), RESTORE));
    deleted.awaitField(reason("NameConflict"));

    awaitExpiry(deleted);
    admin.run("delete", "rolebinding", "climb", "-n", ns);

    awaitReason(deleted, "RequestExpired");
    assertThat(deleted.field(MESSAGE))
        .contains(
            eve.name() + " asked for it too long ago",
            "kubectl annotate deletedresource " + deleted.record() + " -n " + ns);
    assertThat(deleted.field(".metadata.annotations")).doesNotContain("softdelete.dev/restore");
    assertThat(admin.call("get", "rolebinding", "climb", "-n", ns).ok()).isFalse();
    allowed(deleted.annotate(eve.kubectl(), RESTORE));
    deleted.awaitRestored();
  }

  @Test
  void theNameAloneIsEnoughWhereItHasTheRights() {
    Person alice = Person.called("alice").with("edit", ns, CAN_RESTORE);
    Deleted deleted = waiting("own", alice);

    awaitExpiry(deleted);
    admin.run("delete", "configmap", "own-taken", "-n", ns);

    deleted.awaitRestored();
  }

  @Test
  void aRestartDoesNotStartTheTimeAgain() {
    Person eve = member("eve", ns + "-again");
    Deleted deleted = waiting("restarted", eve);
    String noted = deleted.field(".status.restoreRequest.time");

    process.kill();
    process.startReady();
    awaitExpiry(deleted);

    assertThat(noted).isNotEmpty();
    assertThat(deleted.field(".status.restoreRequest.time")).isEqualTo(noted);
  }

  @Test
  void timeRunsWhileNoOperatorDoes() throws InterruptedException {
    Person eve = member("eve", ns + "-down");
    Deleted deleted = Deleted.configMap(ns, "down");
    process.kill();
    allowed(deleted.annotate(eve.kubectl(), RESTORE));
    Thread.sleep(TRUSTED.plusSeconds(1));

    process.startReady();

    awaitReason(deleted, "RequestExpired");
    assertThat(admin.call("get", "configmap", "down", "-n", ns).ok()).isFalse();
  }

  @Test
  void toAskAgainStartsTheTimeAgain() throws InterruptedException {
    Person eve = member("eve", ns + "-anew");
    Deleted deleted = waiting("anew", eve);
    Thread.sleep(TRUSTED.minusSeconds(3));
    allowed(deleted.annotate(eve.kubectl(), "--overwrite", "softdelete.dev/restore-as=anew-2"));

    deleted.awaitRestored();
    assertThat(deleted.field(".status.restoreRequest.id"))
        .isEqualTo(deleted.field(".spec.restoreRequestId"));
  }

  private static Deleted waiting(String name, Person who) {
    Deleted deleted = Deleted.configMap(ns, name);
    admin.run("create", "configmap", name + "-taken", "-n", ns);
    allowed(
        deleted.annotate(who.kubectl(), RESTORE, "softdelete.dev/restore-as=" + name + "-taken"));
    deleted.awaitField(reason("NameConflict"));
    return deleted;
  }

  private static Deleted mighty(String name) {
    admin.run(
        "create", "rolebinding", name, "-n", ns, "--clusterrole=cluster-admin", "--user=somebody");
    return Deleted.delete("rolebinding", ns, name);
  }

  /** A user all of whose rights are those of a group: cluster-admin in the namespace. */
  private static Person member(String name, String group) {
    admin.run(
        "create",
        "rolebinding",
        group,
        "-n",
        ns,
        "--clusterrole=cluster-admin",
        "--group=" + group);
    String user = group + "-" + name;
    return new Person(user, Cluster.installation().kubectlAs(user, group))
        .awaitAble(ns, CAN_RESTORE);
  }

  private static void awaitExpiry(Deleted deleted) {
    await().atMost(PATIENCE).until(() -> deleted.field(GROUPS).isEmpty());
  }

  private static void awaitReason(Deleted deleted, String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(deleted.field(REASON)).isEqualTo(reason));
  }

  private static String reason(String reason) {
    return "jsonpath={" + REASON + "}=" + reason;
  }
}
