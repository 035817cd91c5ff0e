package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A restore over what lives deletes nothing that its requester may not delete. */
@Tag("delivery")
class RestoreOverRightsTest {
  private static final String RESTORE = "softdelete.dev/restore=true";
  private static final String OVER = "softdelete.dev/restore-over=true";
  private static final String CAN_RESTORE = "restore deletedresources.softdelete.dev";
  private static Kubectl admin;
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
  }

  @Test
  void withoutDeleteTheApiServerRefusesTheRequest() {
    Deleted deleted = remade("kept");
    Person carol = restorer("carol");

    refused(
        deleted.annotate(carol.kubectl(), RESTORE, OVER),
        carol.name() + " may not restore this over what lives",
        "permission to delete configmaps \"kept\" in namespace " + ns);
    refused(
        deleted.annotate(carol.kubectl(), "softdelete.dev/restore=dry-run", OVER),
        "permission to delete configmaps \"kept\"");
    assertThat(value("kept")).isEqualTo("new");
  }

  @Test
  void deleteOnThatOneNameIsEnough() {
    Deleted deleted = remade("one");
    Person dave = restorer("dave").mayOnly(ns, "delete", "configmaps", "one");

    allowed(deleted.annotate(dave.kubectl(), RESTORE, OVER));

    deleted.awaitRestored();
    assertThat(value("one")).isEqualTo("old");
  }

  @Test
  void deleteOnTheNameOfTheTargetIsNeeded() {
    admin.run("create", "configmap", "target", "-n", ns, "--from-literal=k=new");
    Deleted deleted = Deleted.configMap(ns, "source");
    Person erin = restorer("erin").mayOnly(ns, "delete", "configmaps", "source");

    refused(
        deleted.annotate(erin.kubectl(), RESTORE, OVER, "softdelete.dev/restore-as=target"),
        "permission to delete configmaps \"target\"");
  }

  @Test
  void anAnnotationOfSomebodyElseDeletesNothingForTheNext() {
    Deleted deleted = remade("left");
    Cluster.operator().kill();
    Person frank = restorer("frank").may(ns, "delete", "configmaps");
    Person carol = restorer("carol");
    allowed(deleted.annotate(frank.kubectl(), RESTORE, OVER));
    allowed(deleted.annotate(frank.kubectl(), "softdelete.dev/restore-"));

    refused(
        deleted.annotate(carol.kubectl(), RESTORE),
        "the annotation softdelete.dev/restore-over was set by " + frank.name());

    allowed(deleted.annotate(frank.kubectl(), "softdelete.dev/restore-over-"));
    var _ = Cluster.operator();
  }

  @Test
  void aRightThatIsGoneWhenTheOperatorComesDeletesNothing() {
    Deleted deleted = remade("revoked");
    Person grace = restorer("grace");
    admin.run("create", "role", "deleter", "-n", ns, "--verb=delete", "--resource=configmaps");
    admin.run(
        "create", "rolebinding", "deleter", "-n", ns, "--role=deleter", "--user=" + grace.name());
    grace.awaitAble(ns, "delete configmaps");
    Cluster.operator().kill();
    allowed(deleted.annotate(grace.kubectl(), RESTORE, OVER));
    Cluster.installation().kubectl().run("delete", "rolebinding", "deleter", "-n", ns);
    await().atMost(Duration.ofSeconds(30)).until(() -> !grace.can(ns, "delete configmaps"));

    var _ = Cluster.operator();

    deleted.awaitField("jsonpath={.status.conditions[?(@.type==\"Restored\")].reason}=Forbidden");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(deleted.field(".status.conditions[?(@.type==\"Restored\")].message"))
                    .contains(
                        "permission to delete configmaps \"revoked\"", "Nothing was deleted"));
    assertThat(value("revoked")).isEqualTo("new");
  }

  /** In a namespace of its own: a refusal is final later while others are being restored. */
  @Test
  void aPolicyOfTheClusterThatForbidsTheDeleteForbidsItHereToo() {
    String own =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    Deleted deleted = Deleted.configMap(own, "free");
    admin.run("create", "configmap", "locked", "-n", own, "--from-literal=k=new");
    forbidDeletes(own);
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !admin.call("delete", "configmap", "locked", "-n", own, "--dry-run=server").ok());

      allowed(deleted.annotate(admin, RESTORE, OVER, "softdelete.dev/restore-as=locked"));

      deleted.awaitField("jsonpath={.status.conditions[?(@.type==\"Stalled\")].status}=True");
      assertThat(deleted.field(".status.conditions[?(@.type==\"Restored\")].message"))
          .contains(own + "/locked lives, and is not deleted for admin", own + "-locked");
      assertThat(admin.run("get", "configmap", "locked", "-n", own, "-o", "jsonpath={.data.k}"))
          .isEqualTo("new");
      assertThat(deleted.field(".spec.restoreOver")).isEmpty();
    } finally {
      admin.run("delete", "validatingadmissionpolicybinding", own + "-locked");
      admin.run("delete", "validatingadmissionpolicy", own + "-locked");
    }
  }

  private static void forbidDeletes(String namespace) {
    admin.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: %1$s-locked}
        spec:
          failurePolicy: Fail
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [configmaps]}
          validations:
          - expression: "request.namespace != '%1$s' || oldObject.metadata.name != 'locked'"
            message: locked objects stay
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: %1$s-locked}
        spec: {policyName: %1$s-locked, validationActions: [Deny]}
        """
            .formatted(namespace));
  }

  /** Returns the deletion of a ConfigMap that somebody has made anew. */
  private static Deleted remade(String name) {
    admin.run("create", "configmap", name, "-n", ns, "--from-literal=k=old");
    Deleted deleted = Deleted.delete("configmap", ns, name);
    admin.run("create", "configmap", name, "-n", ns, "--from-literal=k=new");
    return deleted;
  }

  private static Person restorer(String name) {
    return Person.called(name)
        .with("soft-delete-restorer", ns, CAN_RESTORE)
        .may(ns, "create", "configmaps");
  }

  private static String value(String name) {
    return admin.run("get", "configmap", name, "-n", ns, "-o", "jsonpath={.data.k}");
  }
}
