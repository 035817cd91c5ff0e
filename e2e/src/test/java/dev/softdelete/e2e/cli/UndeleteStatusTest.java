package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kubectl undelete why} and {@code kubectl undelete status}. */
class UndeleteStatusTest {
  private static String ns;
  private static Plugin admin;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retention: 72h
            """);
    admin = Plugin.ofAdministrator();
  }

  @Test
  void whatIsCoveredNamesItsPolicyAndTerms() {
    Cluster.kubectl().run("create", "configmap", "covered", "-n", ns);

    assertThat(admin.run("why", "configmap/covered", "-n", ns))
        .isEqualTo(
            """
            ConfigMap %1$s/covered is covered: it can be restored after a delete.
              policy %1$s: retention 72h, mode Archive, onRecreate Allow
            """
                .formatted(ns));
  }

  @Test
  void whatNoPolicyCoversSaysSo() {
    Cluster.kubectl().run("create", "serviceaccount", "robot", "-n", ns);

    assertThat(admin.run("why", "serviceaccount/robot", "-n", ns))
        .startsWith(
            "ServiceAccount " + ns + "/robot is not covered: a delete of it is permanent.\n");
  }

  @Test
  void whatAViewerMayNotReadIsNamed() {
    Kubectl.Result result = Plugin.ofUserWith("view", ns).call("why", "secret/x", "-n", ns);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("you may not get secrets in namespace " + ns, "takes a ClusterRoleBinding");
    assertThat(result.out())
        .contains("Whether Secret " + ns + "/x exists and is covered is not known");
  }

  @Test
  void theAdministratorSeesPoliciesOperatorAndCertificate() {
    String status = admin.run("status");

    assertThat(status).containsPattern("POLICY +READY +RECORDS +PROTECTED +STUCK");
    assertThat(status).containsPattern(ns + " +True +");
    assertThat(status).containsPattern("Leader: \\S+");
    assertThat(status).containsPattern("Trusted authority of the webhook: .*expires in");
  }

  @Test
  void aViewerIsToldWhatIsLeftOut() {
    Kubectl.Result result = Plugin.ofUserWith("view", ns).call("status", "-n", ns);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("you may not get leases.coordination.k8s.io in namespace soft-delete-system");
  }
}
