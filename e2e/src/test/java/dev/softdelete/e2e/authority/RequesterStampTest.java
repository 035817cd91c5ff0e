package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The API server states who requested a restore. Clients cannot. */
@Tag("any-server")
class RequesterStampTest {
  private static final String CAN_RESTORE = "restore deletedresources.softdelete.dev";
  private static final String FORGED =
      "{spec: {restoreRequestedBy: {username: admin, groups: ['system:masters']}}}";

  /** The annotations of a restore that stays pending, because the target name is taken. */
  private static final String[] PENDING = {
    "softdelete.dev/restore=true", "softdelete.dev/restore-as=taken"
  };

  private static Kubectl admin;
  private static String ns;
  private static Person alice;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
    admin.run("create", "configmap", "taken", "-n", ns);
    alice = Person.called("alice").with("edit", ns, CAN_RESTORE);
  }

  @Test
  void theOneWhoAsksIsStamped() {
    Deleted deleted = Deleted.configMap(ns, "asked");

    allowed(deleted.annotate(alice.kubectl(), PENDING));

    assertThat(deleted.field(".spec.restoreRequestedBy.username")).isEqualTo(alice.name());
    assertThat(deleted.field(".spec.restoreRequestedBy.groups"))
        .isEqualTo("[\"staff\",\"system:authenticated\"]");
  }

  @Test
  void aForgedStampThatComesWithTheRequestIsOverwritten() {
    Deleted deleted = Deleted.configMap(ns, "forged");

    allowed(
        deleted.patch(
            alice.kubectl(),
            """
            {metadata: {annotations: {softdelete.dev/restore: "true", softdelete.dev/restore-as: taken}},
             spec: {restoreRequestedBy: {username: admin, groups: ["system:masters"], extra: {a: [b]}}}}
            """));

    assertThat(deleted.field(".spec.restoreRequestedBy.username")).isEqualTo(alice.name());
    assertThat(deleted.field(".spec.restoreRequestedBy.groups")).doesNotContain("masters");
    assertThat(deleted.field(".spec.restoreRequestedBy.extra.a")).isEmpty();
  }

  @Test
  void aStampIsNotForgedAfterwards() {
    Deleted deleted = Deleted.configMap(ns, "afterwards");
    allowed(deleted.annotate(alice.kubectl(), PENDING));

    allowed(deleted.patch(alice.kubectl(), FORGED));

    assertThat(deleted.field(".spec.restoreRequestedBy.username")).isEqualTo(alice.name());
  }

  @Test
  void everyRequestHasAnIdThatNobodyChooses() {
    Deleted deleted = Deleted.configMap(ns, "id");
    allowed(deleted.annotate(alice.kubectl(), PENDING));
    String id = deleted.field(".spec.restoreRequestId");

    allowed(deleted.patch(alice.kubectl(), "{spec: {restoreRequestId: '1'}}"));

    assertThat(deleted.field(".spec.restoreRequestId")).isEqualTo(id);
    allowed(deleted.annotate(alice.kubectl(), "softdelete.dev/restore-"));
    allowed(deleted.annotate(alice.kubectl(), "softdelete.dev/restore=true"));
    assertThat(deleted.field(".spec.restoreRequestId")).isNotEqualTo(id);
  }

  @Test
  void aStampIsNotTakenOff() {
    Deleted deleted = Deleted.configMap(ns, "off");
    allowed(deleted.annotate(alice.kubectl(), PENDING));

    allowed(deleted.patch(alice.kubectl(), "{spec: {restoreRequestedBy: null}}"));

    assertThat(deleted.field(".spec.restoreRequestedBy.username")).isEqualTo(alice.name());
  }

  @Test
  void aStampIsNotPutOnBeforehand() {
    Deleted deleted = Deleted.configMap(ns, "beforehand");

    allowed(deleted.patch(alice.kubectl(), FORGED));

    assertThat(deleted.field(".spec.restoreRequestedBy")).isEmpty();
  }

  @Test
  void theLastToChangeTheRequestAnswersForIt() {
    Deleted deleted = Deleted.configMap(ns, "changed");
    allowed(deleted.annotate(alice.kubectl(), PENDING));
    Person zoe = Person.called("zoe").with("edit", ns, CAN_RESTORE);

    allowed(
        deleted.annotate(zoe.kubectl(), "--overwrite", "softdelete.dev/restore-as=changed-anew"));

    deleted.awaitRestored();
    assertThat(deleted.field(".spec.restoreRequestedBy.username")).isEqualTo(zoe.name());
  }

  @Test
  void aServiceAccountRestoresUnderAllThatItIs() {
    Deleted deleted = Deleted.configMap(ns, "deployed");
    admin.run("create", "serviceaccount", "deployer", "-n", ns);
    String user = "system:serviceaccount:" + ns + ":deployer";
    var kubeconfig = Cluster.controlPlane().tokenKubeconfig(ns, "deployer");
    Person deployer = new Person(user, admin.of(kubeconfig));
    admin.run(
        "create",
        "rolebinding",
        "deployer",
        "-n",
        ns,
        "--clusterrole=edit",
        "--serviceaccount=" + ns + ":deployer");
    deployer.awaitAble(ns, CAN_RESTORE);

    allowed(deleted.annotate(deployer.kubectl(), PENDING));

    assertThat(deleted.field(".spec.restoreRequestedBy.username")).isEqualTo(user);
    assertThat(deleted.field(".spec.restoreRequestedBy.uid"))
        .isEqualTo(
            admin.run(
                "get", "serviceaccount", "deployer", "-n", ns, "-o", "jsonpath={.metadata.uid}"));
    // The id of the token is not for everybody who may list records.
    assertThat(deleted.field(".spec.restoreRequestedBy")).doesNotContain("credential-id", "JTI");
    allowed(
        deleted.annotate(
            deployer.kubectl(), "--overwrite", "softdelete.dev/restore-as=deployed-anew"));
    deleted.awaitRestored();
  }
}
