package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A restore requires the verb restore, and every permission that a create of the same object
 * requires.
 */
class RestoreVerbTest {
  private static final String RESTORE = "softdelete.dev/restore=true";
  private static final String CAN_RESTORE = "restore deletedresources.softdelete.dev";
  private static Kubectl admin;
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources:
              - {apiGroups: [""], resources: [configmaps]}
              - {apiGroups: [apps], resources: [deployments]}
              - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings]}
            """);
    admin = Cluster.kubectl();
  }

  @Test
  void toPatchIsNotToRestore() {
    Deleted deleted = Deleted.configMap(ns, "patched");
    Person bob =
        Person.called("bob")
            .with("view", ns, "get deletedresources.softdelete.dev")
            .may(ns, "patch", "deletedresources.softdelete.dev");

    refused(
        deleted.annotate(bob.kubectl(), RESTORE),
        bob.name() + " may not restore: this takes the verb \"restore\"",
        "soft-delete-restorer");
    refused(
        deleted.annotate(bob.kubectl(), "softdelete.dev/restore-as=x"),
        "takes the verb \"restore\"");
    refused(
        deleted.annotate(bob.kubectl(), "softdelete.dev/restore-namespace=x"),
        "takes the verb \"restore\"");
  }

  @Test
  void whoeverEditsTheNamespaceRestoresByLabel() {
    Person alice = Person.called("alice").with("edit", ns, CAN_RESTORE);
    admin.run("create", "deployment", "shop", "-n", ns, "--image=x");
    Deleted deleted = Deleted.delete("deployment", ns, "shop");

    alice.kubectl().run("annotate", "deleted", "-l", "app=shop", "-n", ns, RESTORE);

    deleted.awaitRestored();
    alice.kubectl().run("get", "deployment", "shop", "-n", ns);
  }

  @Test
  void withoutCreateNothingComesBack() {
    Deleted deleted = Deleted.configMap(ns, "uncreatable");
    Person carol = Person.called("carol").with("soft-delete-restorer", ns, CAN_RESTORE);

    refused(
        deleted.annotate(carol.kubectl(), RESTORE),
        carol.name() + " may not restore this",
        "permission to create configmaps in namespace " + ns);
  }

  @Test
  void whatIsGroupedIsNamedWithItsGroup() {
    admin.run("create", "deployment", "grouped", "-n", ns, "--image=x");
    Deleted deleted = Deleted.delete("deployment", ns, "grouped");
    Person carol = Person.called("carol").with("soft-delete-restorer", ns, CAN_RESTORE);

    refused(deleted.annotate(carol.kubectl(), RESTORE), "permission to create deployments.apps in");
  }

  @Test
  void anotherCannotWithdrawTheRequest() {
    admin.run("create", "configmap", "taken", "-n", ns);
    Deleted deleted = Deleted.configMap(ns, "asked");
    allowed(deleted.annotate(admin, RESTORE, "softdelete.dev/restore-as=taken"));
    deleted.awaitField(
        "jsonpath={.status.conditions[?(@.type==\"Restored\")].reason}=NameConflict");
    Person bob =
        Person.called("bob")
            .with("view", ns, "get deletedresources.softdelete.dev")
            .may(ns, "patch", "deletedresources.softdelete.dev");

    refused(
        deleted.annotate(bob.kubectl(), "softdelete.dev/restore-"), "takes the verb \"restore\"");
  }

  @Test
  void aRestoreGivesNobodyRightsThatTheyLack() {
    admin.run(
        "create", "rolebinding", "mighty", "-n", ns, "--clusterrole=cluster-admin", "--user=x");
    Deleted deleted = Deleted.delete("rolebinding", ns, "mighty");
    Person alice = Person.called("alice").with("admin", ns, "create rolebindings");

    allowed(deleted.annotate(alice.kubectl(), RESTORE));

    deleted.awaitField("jsonpath={.status.conditions[?(@.type==\"Restored\")].reason}=Forbidden");
    assertThat(deleted.field(".status.conditions[?(@.type==\"Restored\")].message"))
        .contains(alice.name(), "attempting to grant RBAC permissions not currently held");
    assertThat(admin.call("get", "rolebinding", "mighty", "-n", ns).err()).contains("NotFound");
  }
}
