package dev.softdelete.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.controlplane.Options;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on its own cluster, with the audit policy of the documentation. */
@Tag("delivery")
class AuditLogTest {
  private static final String REVIEW =
      """
      apiVersion: softdelete.dev/v1
      kind: DeletedResourceReview
      metadata: {name: any}
      spec: {record: %s, include: [Manifest, Restore]}
      """;

  private static AuditLog log;

  @BeforeAll
  static void record(@TempDir Path folder) throws IOException {
    Path policy =
        Files.writeString(folder.resolve("audit.yaml"), AuditLog.policyOfTheDocumentation());
    try (var controlPlane = ControlPlane.start(Options.defaults().withAuditPolicy(policy))) {
      Installation installation = Installation.on(controlPlane);
      try (var operator =
          new OperatorProcess(
              installation.operatorKubeconfig(), Path.of("target", "audited.log"))) {
        operator.startReady();
        wholeStory(installation, operator);
      }
      log = AuditLog.in(controlPlane.logs());
    }
  }

  private static void wholeStory(Installation installation, OperatorProcess operator) {
    installation
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: all}
            spec:
              resources: [{apiGroups: [""], resources: [configmaps, namespaces]}]
              onRecreate: Restore
              retentionBounds: {min: 1h, max: Indefinite}
            """);
    installation.kubectl().run("wait", "sdp/all", "--for=condition=Ready", "--timeout=60s");
    for (String name : new String[] {"prices", "scratch", "late", "one", "two"}) {
      installation.kubectl().run("create", "configmap", name, "-n", "shop");
    }
    story(installation.kubectlAs("alice", "system:masters"), operator);
  }

  private static void story(Kubectl alice, OperatorProcess operator) {
    alice.run("delete", "configmap", "prices", "-n", "shop");
    String record =
        alice.run("get", "deleted", "-n", "shop", "-o", "jsonpath={.items[0].metadata.name}");
    alice.input(REVIEW.formatted(record), "create", "-n", "shop", "--dry-run=server", "-f", "-");
    patch(alice, record, "{spec: {legalHold: true}}");
    alice.call("delete", "deleted", record, "-n", "shop");
    patch(alice, record, "{spec: {legalHold: false}}");
    patch(alice, record, "{spec: {purgeTime: null}}");
    alice.run("annotate", "deleted", record, "-n", "shop", "softdelete.dev/restore=dry-run");
    alice.run("wait", "deleted", record, "-n", "shop", "--for=condition=RestorePossible");
    alice.run("annotate", "deleted", record, "-n", "shop", "softdelete.dev/restore=true");
    alice.run("wait", "deleted", record, "-n", "shop", "--for=condition=Restored");
    alice.run("delete", "deleted", record, "-n", "shop");
    alice.run("delete", "configmap", "prices", "-n", "shop");
    alice.run("create", "configmap", "prices", "-n", "shop");
    alice.run("delete", "configmap", "prices", "-n", "shop");
    alice.run("delete", "deleted", "-n", "shop", "--field-selector=status.state=DELETED");
    alice.run("annotate", "configmap", "scratch", "-n", "shop", "softdelete.dev/bypass=true");
    alice.run("delete", "configmap", "scratch", "-n", "shop");
    alice.run(
        "delete", "--raw", "/api/v1/namespaces/shop/configmaps?fieldSelector=metadata.name=one");
    operator.kill();
    alice.run("delete", "configmap", "late", "-n", "shop", "--wait=false");
    alice.run("delete", "namespace", "shop", "--wait=false");
  }

  private static void patch(Kubectl who, String record, String patch) {
    who.run("patch", "deleted", record, "-n", "shop", "--type=merge", "-p", "--- " + patch);
  }

  @Test
  void aDeleteSaysWhatComesOfIt() {
    assertThat(log.of("alice", "delete", "configmaps"))
        .contains("alice deletes ConfigMap shop/prices, which is kept and can be restored");
  }

  @Test
  void aDeleteSaysSoWithTheOperatorDown() {
    assertThat(log.of("alice", "delete", "configmaps"))
        .contains("alice deletes ConfigMap shop/late, which is kept and can be restored");
  }

  @Test
  void aNamespacesDeleteSaysSoToo() {
    assertThat(log.of("alice", "delete", "namespaces"))
        .containsExactly("alice deletes Namespace shop, which is kept and can be restored");
  }

  @Test
  void aCollectionsDeleteSaysSo() {
    assertThat(log.of("alice", "deletecollection", "configmaps"))
        .containsExactly(
            "alice deletes ConfigMap shop/one, which is kept and can be restored; of a collection,"
                + " only the first is named here");
  }

  @Test
  void aFinalDeleteSaysThatItIsFinal() {
    assertThat(log.of("alice", "patch", "configmaps"))
        .containsExactly("alice asks to make the next delete of this ConfigMap permanent");
    assertThat(log.of("alice", "delete", "configmaps"))
        .contains(
            "alice deletes ConfigMap shop/scratch for good: it is annotated softdelete.dev/bypass");
  }

  @Test
  void whoHoldsMovesAndRestoresIsNamed() {
    assertThat(log.of("alice", "patch", "deletedresources"))
        .satisfiesExactly(
            hold -> assertThat(hold).isEqualTo("alice sets a legal hold on ConfigMap shop/prices"),
            lift ->
                assertThat(lift).isEqualTo("alice lifts the legal hold on ConfigMap shop/prices"),
            move ->
                assertThat(move)
                    .matches(
                        "alice moves the purge time of ConfigMap shop/prices from \\S+Z to never"),
            preview ->
                assertThat(preview)
                    .isEqualTo(
                        "alice asks what a restore of ConfigMap shop/prices as shop/prices would"
                            + " lead to"),
            restore ->
                assertThat(restore)
                    .isEqualTo("alice asks to restore ConfigMap shop/prices as shop/prices"));
  }

  @Test
  void whoReadsWhatWasDeletedIsNamedAndTheContentIsNot() {
    assertThat(log.of("alice", "create", "deletedresourcereviews"))
        .containsExactly("alice reads [Manifest, Restore] of the deleted ConfigMap shop/prices");
    assertThat(log.entries())
        .noneMatch(entry -> entry.has("requestObject") || entry.has("responseObject"));
  }

  @Test
  void aRestoreByACreateNamesTheRecord() {
    assertThat(log.of("alice", "create", "configmaps"))
        .singleElement()
        .asString()
        .matches("alice restores ConfigMap shop/prices from the record shop/configmap-prices-\\S+");
  }

  @Test
  void whoPurgesIsNamedAlsoWhereItIsRefused() {
    assertThat(log.of("alice", "delete", "deletedresources"))
        .satisfiesExactly(
            refused ->
                assertThat(refused)
                    .startsWith(
                        "alice asks to purge ConfigMap shop/prices, which would be kept until"),
            purge ->
                assertThat(purge)
                    .startsWith(
                        "alice asks to purge ConfigMap shop/prices, which would be kept until"));
  }

  @Test
  void whatComesBackIsCreatedInTheRequestersName() {
    assertThat(log.impersonated("create", "configmaps")).containsOnly("alice");
  }
}
