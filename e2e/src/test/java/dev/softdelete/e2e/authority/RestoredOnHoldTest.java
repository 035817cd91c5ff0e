package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A restore does not end a legal hold: the record keeps the copy of what was deleted. */
@Tag("soak")
class RestoredOnHoldTest {
  private static final String HOLD = "{spec: {legalHold: true}}";
  private static final String LIFT = "{spec: {legalHold: false}}";
  private static final String REASON = ".status.conditions[?(@.type=='Restored')].reason";
  private static final String MESSAGE = ".status.conditions[?(@.type=='Restored')].message";
  private static Kubectl admin;
  private static String ns;
  private static Person purger;
  private static Person namespaceAdmin;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retentionBounds: {min: 1s, max: 90d}
            """);
    admin = Cluster.kubectl();
    purger =
        Person.called("purger")
            .with("edit", ns, "restore deletedresources.softdelete.dev")
            .with("soft-delete-purger", ns, "delete deletedresources.softdelete.dev");
    namespaceAdmin =
        Person.called("namespace-admin")
            .with("admin", ns, "create rolebindings.rbac.authorization.k8s.io");
  }

  @Test
  void nobodyEndsIt() {
    Deleted held = restored("held");

    refused(held.purge(namespaceAdmin.kubectl()), "deletedresources");
    refused(held.purge(purger.kubectl()), "ConfigMap " + ns + "/held is under legal hold");
    refused(held.purge(admin), "is under legal hold");
    refused(held.patch(purger.kubectl(), LIFT), "takes the verb \"hold\"");
    assertThat(held.field(".status.state")).isEqualTo("RESTORED");
    assertThat(held.field(REASON)).isEqualTo("Kept");
    assertThat(held.field(MESSAGE))
        .contains("It is back as " + ns + "/held.", "kept under legal hold");
  }

  @Test
  void nobodyEndsItWhileTheOperatorIsDown() {
    Deleted held = restored("down");
    Cluster.operator().kill();
    try {
      refused(held.purge(purger.kubectl()), "is under legal hold");
      refused(held.purge(admin), "is under legal hold");
    } finally {
      var _ = Cluster.operator();
    }
  }

  @Test
  void whatIsDoneToWhatCameBackDoesNotReachTheCopy() {
    Deleted held = restored("emptied");
    Kubectl tenant = purger.kubectl();
    tenant.run(
        "patch", "configmap", "emptied", "-n", ns, "--type=merge", "-p", "{\"data\":{\"k\":\"\"}}");
    tenant.run("annotate", "configmap", "emptied", "-n", ns, "softdelete.dev/retention=2s");
    tenant.run("delete", "configmap", "emptied", "-n", ns);

    eventually(() -> assertThat(Deleted.find(ns, "emptied")).isEqualTo(held));
    allowed(held.annotate(tenant, "softdelete.dev/restore=true"));

    eventually(() -> assertThat(value("emptied")).isEqualTo("v"));
    held.awaitField("jsonpath={.status.state}=RESTORED");
    refused(held.purge(admin), "is under legal hold");
  }

  @Test
  void itsNameIsFree() {
    Deleted held = restored("name");
    Deleted again = deletedAgain("name", held);
    allowed(again.purge(purger.kubectl(), "--wait=true"));

    purger.kubectl().run("create", "configmap", "name", "-n", ns, "--from-literal=k=new");

    assertThat(value("name")).isEqualTo("new");
    assertThat(held.field(".status.state")).isEqualTo("RESTORED");
  }

  @Test
  void aHoldThatComesAfterTheRestoreCountsToo() {
    Deleted deleted = Deleted.configMap(ns, "later");
    allowed(deleted.annotate(purger.kubectl(), "softdelete.dev/restore=true"));
    deleted.awaitRestored();

    allowed(deleted.patch(admin, HOLD));

    refused(deleted.purge(purger.kubectl()), "is under legal hold");
    deleted.awaitField("jsonpath={" + REASON + "}=Kept");
    assertThat(deleted.field(".metadata.annotations")).doesNotContain("softdelete.dev/restore");
    anHourPasses(deleted);
    refused(deleted.purge(admin), "is under legal hold");
    assertThat(deleted.field(".metadata.deletionTimestamp")).isEmpty();
  }

  @Test
  void onceItIsLiftedTheRecordGoesAfterItsHour() {
    Deleted held = restored("lifted");

    allowed(held.patch(admin, LIFT));

    held.awaitField("jsonpath={" + REASON + "}=Restored");
    assertThat(held.field(".metadata.deletionTimestamp")).isEmpty();
    anHourPasses(held);
    held.awaitField("delete");
    assertThat(value("lifted")).isEqualTo("v");
  }

  @Test
  void itMovesWithItsStateWhenTheNamespaceGoes() {
    String doomed =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    Deleted held = restored(doomed, "evidence");
    String uid = held.field(".status.restoredAs.uid");

    admin.run("delete", "namespace", doomed, "--timeout=60s");

    Deleted moved = new Deleted(Installation.NAMESPACE, held.record());
    assertThat(moved.field(".status.state")).isEqualTo("RESTORED");
    assertThat(moved.field(".status.restoredAs.uid")).isEqualTo(uid);
    refused(moved.purge(admin), "is under legal hold");
    allowed(
        moved.annotate(
            admin, "softdelete.dev/restore=true", "softdelete.dev/restore-namespace=" + ns));
    eventually(() -> assertThat(value("evidence")).isEqualTo("v"));
  }

  private static Deleted restored(String name) {
    return restored(ns, name);
  }

  /** Returns what was deleted, put under legal hold, and restored. */
  private static Deleted restored(String namespace, String name) {
    Deleted deleted = Deleted.configMap(namespace, name);
    allowed(deleted.patch(admin, HOLD));
    allowed(deleted.annotate(admin, "softdelete.dev/restore=true"));
    deleted.awaitRestored();
    return deleted;
  }

  /** Deletes what was restored, and returns its new record. */
  private static Deleted deletedAgain(String name, Deleted first) {
    admin.run("delete", "configmap", name, "-n", ns);
    String all =
        admin.run("get", "deleted", "-n", ns, "-l", "softdelete.dev/name=" + name, "-o", "name");
    String second =
        all.lines()
            .map(line -> line.substring(line.indexOf('/') + 1))
            .filter(record -> !record.equals(first.record()))
            .findFirst()
            .orElseThrow();
    return new Deleted(ns, second);
  }

  /** Has the record say that it was restored an hour earlier, which only the operator may write. */
  private static void anHourPasses(Deleted deleted) {
    String conditions = deleted.field(".status.conditions");
    String time = deleted.field(".status.conditions[?(@.type=='Restored')].lastTransitionTime");
    String earlier = Instant.parse(time).minus(Duration.ofHours(1)).toString();
    allowed(
        deleted.patch(
            admin,
            "{status: {conditions: " + conditions.replace(time, earlier) + "}}",
            "--subresource=status",
            "--as=system:serviceaccount:soft-delete-system:soft-delete-operator"));
  }

  private static String value(String configMap) {
    return admin.run("get", "configmap", configMap, "-n", ns, "-o", "jsonpath={.data.k}");
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(holds);
  }
}
