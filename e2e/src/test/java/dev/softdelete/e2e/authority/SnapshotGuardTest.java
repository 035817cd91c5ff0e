package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Snapshots belong to the operator. Other users can neither write them, nor delete them by
 * accident, nor read them.
 */
class SnapshotGuardTest {
  private static final String HOME = Installation.NAMESPACE;
  private static final String FORGED =
      """
      apiVersion: v1
      kind: Secret
      type: softdelete.dev/snapshot
      metadata: {name: forged}
      """;
  private static Kubectl admin;
  private static String ns;
  private static Deleted deleted;
  private static String snapshot;

  @BeforeAll
  static void deleteSomething() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
    deleted = Deleted.configMap(ns, "web");
    snapshot = snapshotOf(deleted);
  }

  @Test
  void nobodyElseCreatesOne() {
    refused(
        admin.inputCall(FORGED, "create", "-n", HOME, "-f", "-"),
        "are written by the soft-delete operator only");
  }

  @Test
  void theSameTypeElsewhereIsAnybodys() {
    admin.input(FORGED, "create", "-n", ns, "-f", "-");
    allowed(admin.call("delete", "secret", "forged", "-n", ns));
  }

  @Test
  void otherSecretsOfTheNamespaceAreFree() {
    admin.run("create", "secret", "generic", "plain", "-n", HOME);
    admin.run("label", "secret", "plain", "-n", HOME, "a=b");
    allowed(admin.call("delete", "secret", "plain", "-n", HOME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{metadata: {labels: {softdelete.dev/uid: other}}}",
        "{metadata: {labels: null}}",
        "{metadata: {finalizers: null}}",
        "{metadata: {finalizers: [softdelete.dev/snapshot, x.y/z]}}",
        "{metadata: {annotations: {note: x}}}",
        "{metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: g, uid: dead}]}}",
        "{metadata: {annotations: {softdelete.dev/unlock: \"true\"}, labels: {a: b}}}"
      })
  void nobodyElseChangesOne(String patch) {
    refused(
        admin.call("patch", "secret", snapshot, "-n", HOME, "--type=merge", "-p", "--- " + patch),
        "a snapshot is changed by the soft-delete operator only");
  }

  @Test
  void itsContentIsImmutableForEverybody() {
    refused(
        admin.call(
            "patch",
            "secret",
            snapshot,
            "-n",
            HOME,
            "--type=merge",
            "-p",
            "{\"data\":{\"a\":\"Mg==\"}}"),
        "snapshot");
  }

  @Test
  void itIsNotDeletedByAccident() {
    refused(
        admin.call("delete", "secret", snapshot, "-n", HOME),
        "Secret " + snapshot + " is guarded: what was deleted cannot be restored without it",
        "kubectl annotate secrets " + snapshot + " -n " + HOME + " softdelete.dev/unlock=true");
    refused(
        admin.call(
            "delete",
            "--raw",
            "/api/v1/namespaces/" + HOME + "/secrets?labelSelector=softdelete.dev%2Fuid"),
        "is guarded");
    assertThat(deletionOf(snapshot)).isEmpty();
  }

  @Test
  void unlockedItIsDeletedAndStillServesUntilThePurge() {
    Deleted unlocked = Deleted.configMap(ns, "unlocked");
    String secret = snapshotOf(unlocked);

    allowed(admin.call("annotate", "secret", secret, "-n", HOME, "softdelete.dev/unlock=true"));
    allowed(admin.call("delete", "secret", secret, "-n", HOME, "--wait=false"));

    assertThat(deletionOf(secret)).isNotEmpty();
    allowed(unlocked.annotate(admin, "softdelete.dev/restore=true"));
    unlocked.awaitRestored();
    allowed(unlocked.purge(admin));
    admin.run("wait", "secret", secret, "-n", HOME, "--for=delete", "--timeout=30s");
  }

  @Test
  void unlockedItCanBeLockedAgain() {
    admin.run("annotate", "secret", snapshot, "-n", HOME, "softdelete.dev/unlock=true");
    allowed(admin.call("annotate", "secret", snapshot, "-n", HOME, "softdelete.dev/unlock-"));
    refused(admin.call("delete", "secret", snapshot, "-n", HOME), "is guarded");
  }

  @Test
  void nobodyReadsOneWhoHasRightsInTheirOwnNamespaceOnly() {
    Person owner = Person.called("owner").with("admin", ns, "get secrets");

    refused(owner.kubectl().call("get", "secret", snapshot, "-n", HOME), "cannot get resource");
    refused(owner.kubectl().call("get", "secrets", "-A"), "cannot list resource");
  }

  @Test
  void nobodyReadsOneWhoOnlyViewsTheCluster() {
    Person viewer =
        Person.called("viewer").withEverywhere("view", "list deletedresources.softdelete.dev");

    refused(viewer.kubectl().call("get", "secret", snapshot, "-n", HOME), "cannot get resource");
  }

  private static String snapshotOf(Deleted deleted) {
    return admin
        .run(
            "get",
            "secret",
            "-n",
            HOME,
            "-l",
            "softdelete.dev/uid=" + deleted.field(".spec.resource.uid"),
            "-o",
            "jsonpath={.items[*].metadata.name}")
        .strip();
  }

  private static String deletionOf(String secret) {
    return admin.run(
        "get", "secret", secret, "-n", HOME, "-o", "jsonpath={.metadata.deletionTimestamp}");
  }
}
