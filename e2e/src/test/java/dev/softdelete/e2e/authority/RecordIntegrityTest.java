package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record states what happened. Therefore not even an administrator can write it. */
class RecordIntegrityTest {
  private static Kubectl admin;
  private static String ns;
  private static Deleted deleted;

  @BeforeAll
  static void deleteSomething() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
    deleted = Deleted.configMap(ns, "web");
  }

  @Test
  void nobodyElseCreatesOne() {
    String copy =
        admin
            .run("get", "deleted", deleted.record(), "-n", ns, "-o", "json")
            .replace(deleted.record(), "forged");

    refused(
        admin.inputCall(copy, "create", "-f", "-"),
        "records of deletions, which the soft-delete operator writes; nobody else creates them");
  }

  @Test
  void nobodyElseWritesItsStatus() {
    refused(
        deleted.patch(admin, "{status: {state: RESTORED}}", "--subresource=status"),
        "the status of a DeletedResource is written by the soft-delete operator only");
    assertThat(deleted.field(".status.state")).isEqualTo("DELETED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{snapshot: {bytes: 4}}",
        "{mode: Hold}",
        "{format: 2}",
        "{foreignFinalizers: [x.y/z]}",
        "{policy: null}",
        "{resource: {name: other}}",
        "{resource: {namespace: kube-system}}",
        "{deletionTime: '2020-01-01T00:00:00Z'}",
        "{terms: {purgeProtection: true}}",
        "{terms: {maxRetention: null}}",
        "{deletionGroup: other}",
        "{volume: {name: theirs, uid: u, reclaimPolicy: Delete}}",
        "{deletedBy: {username: somebody}}"
      })
  void whatHappenedIsNotRewritten(String spec) {
    refused(
        deleted.patch(admin, "{spec: " + spec + "}"),
        "says what happened",
        "purgeTime and legalHold");
  }

  @Test
  void itsFinalizerIsNotTakenOff() {
    refused(
        deleted.patch(admin, "{metadata: {finalizers: null}}"),
        "the finalizer softdelete.dev/purge is taken off by the soft-delete operator",
        "to purge, delete the DeletedResource");
    refused(deleted.patch(admin, "{metadata: {finalizers: [x.y/z]}}"), "softdelete.dev/purge");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{softdelete.dev/kind: Secret}",
        "{softdelete.dev/name: null}",
        "{softdelete.dev/more: x}"
      })
  void itsOwnLabelsStay(String labels) {
    refused(
        deleted.patch(admin, "{metadata: {labels: " + labels + "}}"),
        "the labels softdelete.dev/* of a DeletedResource are written by the soft-delete operator");
  }

  @Test
  void itTakesNoOwnerWithWhomItWouldBeCollected() {
    refused(
        deleted.patch(
            admin,
            "{metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: gone, uid:"
                + " d}]}}"),
        "a DeletedResource takes no owner; the garbage collector would purge it");
  }

  @Test
  void labelsAnnotationsAndFinalizersOfTheirOwnAreFree() {
    Person alice = Person.called("alice").with("edit", ns, "patch deletedresources.softdelete.dev");

    allowed(deleted.patch(alice.kubectl(), "{metadata: {labels: {team: a}}}"));
    allowed(deleted.annotate(alice.kubectl(), "note=keep"));
    allowed(
        deleted.patch(
            alice.kubectl(), "{metadata: {finalizers: [softdelete.dev/purge, example.com/mine]}}"));
    allowed(deleted.patch(alice.kubectl(), "{metadata: {finalizers: [softdelete.dev/purge]}}"));
  }
}
