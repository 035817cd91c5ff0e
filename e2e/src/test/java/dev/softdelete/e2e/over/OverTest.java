package dev.softdelete.e2e.over;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import org.junit.jupiter.api.Test;

/** What lives under the name is soft-deleted for the requester, and then the old one comes back. */
class OverTest {
  private static final String PROGRAM = "system:serviceaccount:ci:restorer";

  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.namespaceUnderSharedPolicy(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
            ignoreDeletesBy: {users: [robot]}
          """);

  @Test
  void whatWasMadeAnewHasARecordOfItsOwnAndCanBeRestoredOverInItsTurn() {
    Remade remade = Remade.configMap(kubectl, ns, "settings");

    assertThat(remade.askAs(kubectl).ok()).isTrue();

    Deletion replaced = remade.assertReplacedBy("admin");
    assertThat(remade.old().json().at("/spec/restoreOver/uid").asText()).isEqualTo(remade.uid());
    replaced.restore(Remade.OVER);
    assertThat(remade.value()).isEqualTo("new");
  }

  @Test
  void theDeleteForAProgramIsNotRoutine() {
    Remade remade = Remade.configMap(kubectl, ns, "by-program");

    assertThat(remade.askAs(Cluster.installation().kubectlAs(PROGRAM, "system:masters")).ok())
        .isTrue();

    remade.assertReplacedBy(PROGRAM);
  }

  @Test
  void theDeleteForAnIgnoredRequesterIsNotFinal() {
    Remade remade = Remade.configMap(kubectl, ns, "by-robot");

    assertThat(remade.askAs(Cluster.installation().kubectlAs("robot", "system:masters")).ok())
        .isTrue();

    remade.assertReplacedBy("robot");
  }

  @Test
  void ifNothingLivesItIsAnOrdinaryRestore() {
    kubectl.run("create", "configmap", "alone", "-n", ns, "--from-literal=k=old");
    Deletion deletion = Deletion.of(kubectl, "configmap", "alone", ns);

    deletion.restore(Remade.OVER);

    assertThat(deletion.json().at("/spec").has("restoreOver")).isFalse();
  }

  @Test
  void whatLivesUnderAnotherNameIsReplacedToo() {
    kubectl.run("create", "configmap", "first", "-n", ns, "--from-literal=k=old");
    Deletion first = Deletion.of(kubectl, "configmap", "first", ns);
    kubectl.run("create", "configmap", "second", "-n", ns, "--from-literal=k=new");
    String uid =
        kubectl.run("get", "configmap", "second", "-n", ns, "-o", "jsonpath={.metadata.uid}");

    first.restore("softdelete.dev/restore-as=second", Remade.OVER);

    Remade second = new Remade(kubectl, ns, "second", first, uid);
    second.assertReplacedBy("admin");
  }

  @Test
  void whatIsRestoredIsNotDeletedByTheSameRequest() {
    Remade remade = Remade.configMap(kubectl, ns, "once");
    remade.askAs(kubectl);
    remade.assertReplacedBy("admin");
    String uid =
        kubectl.run("get", "configmap", "once", "-n", ns, "-o", "jsonpath={.metadata.uid}");

    Cluster.operator().kill();
    var _ = Cluster.operator();
    kubectl.run("annotate", "deleted", remade.old().record(), "-n", ns, "note=x");

    assertThat(remade.old().restored().path("status").asText()).isEqualTo("True");
    assertThat(kubectl.run("get", "configmap", "once", "-n", ns, "-o", "jsonpath={.metadata.uid}"))
        .isEqualTo(uid);
  }

  @Test
  void aQuotaThatWhatLivesHasUsedUpIsNoObstacle() {
    Remade remade = Remade.configMap(kubectl, ns, "counted");
    kubectl.run("create", "quota", "few", "-n", ns, "--hard=count/configmaps=2");
    kubectl.run("wait", "quota", "few", "-n", ns, "--for=jsonpath={.status.used}", "--timeout=60s");

    assertThat(remade.askAs(kubectl).ok()).isTrue();

    remade.assertReplacedBy("admin");
  }
}
