package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A restore into another namespace lets no user read an object that they may not read in its own
 * namespace.
 */
class RestoreElsewhereTest {
  private static final String RESTORE = "softdelete.dev/restore=true";
  private static final String CAN_RESTORE = "restore deletedresources.softdelete.dev";
  private static Kubectl admin;
  private static String source;
  private static String target;

  @BeforeAll
  static void cover() {
    source =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps, secrets]}]
            """);
    target = source + "-target";
    admin = Cluster.kubectl();
    admin.run("create", "namespace", target);
    admin.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %1$s-cluster}
        spec:
          resources: [{apiGroups: [scheduling.k8s.io], resources: [priorityclasses]}]
          objectSelector: {matchLabels: {test: %1$s}}
        """
            .formatted(source));
    admin.run("wait", "sdp/" + source + "-cluster", "--for=condition=Ready", "--timeout=60s");
  }

  @Test
  void takesCreateThere() {
    Deleted deleted = Deleted.configMap(source, "there");
    Person alice = Person.called("alice").with("edit", source, CAN_RESTORE);

    refused(
        deleted.annotate(alice.kubectl(), RESTORE, to()),
        "create configmaps in namespace " + target);

    alice.with("edit", target, "create configmaps");
    allowed(deleted.annotate(alice.kubectl(), RESTORE, to()));
    deleted.awaitRestored();
    assertThat(deleted.field(".status.restoredAs.namespace")).isEqualTo(target);
  }

  @Test
  void takesCreateThereAlsoInTwoSteps() {
    Deleted deleted = Deleted.configMap(source, "steps");
    Person alice = Person.called("alice").with("edit", source, CAN_RESTORE);

    allowed(deleted.annotate(alice.kubectl(), to()));
    refused(deleted.annotate(alice.kubectl(), RESTORE), "create configmaps in namespace " + target);
    allowed(deleted.annotate(alice.kubectl(), "softdelete.dev/restore-namespace-"));
    allowed(deleted.annotate(alice.kubectl(), RESTORE));
  }

  @Test
  void takesGetWhereItWas() {
    Deleted deleted = Deleted.secret(source, "db");
    Person bob =
        Person.called("bob")
            .with("soft-delete-restorer", source, CAN_RESTORE)
            .with("admin", target, "create secrets");

    refused(
        deleted.annotate(bob.kubectl(), RESTORE, to()),
        "into another namespace",
        "get secrets \"db\" in namespace " + source);
  }

  @Test
  void getOnThatOneNameIsEnough() {
    Deleted deleted = Deleted.secret(source, "named");
    Person bob =
        Person.called("bob")
            .with("soft-delete-restorer", source, CAN_RESTORE)
            .with("admin", target, "create secrets")
            .mayOnly(source, "get", "secrets", "named");

    allowed(deleted.annotate(bob.kubectl(), RESTORE, to()));

    deleted.awaitRestored();
    bob.kubectl().run("get", "secret", "named", "-n", target);
  }

  @Test
  void whatBelongsToNoNamespaceTakesCreateInTheCluster() {
    String name = source + "-high";
    admin.run("create", "priorityclass", name, "--value=7");
    admin.run("label", "priorityclass", name, "test=" + source);
    admin.run("delete", "priorityclass", name);
    Deleted deleted = Deleted.find(Installation.NAMESPACE, name);
    Person alice =
        Person.called("alice").with("soft-delete-restorer", Installation.NAMESPACE, CAN_RESTORE);

    refused(
        deleted.annotate(alice.kubectl(), RESTORE),
        "permission to create priorityclasses.scheduling.k8s.io");
    refused(
        deleted.annotate(alice.kubectl(), RESTORE, to()),
        "permission to create priorityclasses.scheduling.k8s.io");

    allowed(deleted.annotate(admin, RESTORE));
    deleted.awaitRestored();
    admin.run("get", "priorityclass", name);
  }

  private static String to() {
    return "softdelete.dev/restore-namespace=" + target;
  }
}
