package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Records that nobody may purge neither block the deletion of their namespace nor are lost with it.
 */
@Tag("soak")
class ProtectedRecordsTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
            purgeProtection: true
          """);

  @Test
  void theyMoveAndComeHomeUnderProtectionAndOnHold() {
    kubectl.run("create", "configmap", "held", "-n", ns);
    kubectl.run("delete", "configmap", "held", "-n", ns);
    String record = kubectl.run("get", "deleted", "-n", ns, "-o", "name").strip();
    kubectl.run("patch", record, "-n", ns, "--type=merge", "-p", "{\"spec\":{\"legalHold\":true}}");

    DeletedNamespace gone = DeletedNamespace.delete(ns);

    assertThat(legalHold(record, DeletedNamespace.HOME_OF_RECORDS)).isEqualTo("true");
    gone.restore();
    assertThat(legalHold(record, ns)).isEqualTo("true");
    kubectl.run("wait", record, "-n", DeletedNamespace.HOME_OF_RECORDS, "--for=delete");
    Kubectl.Result purge = kubectl.call("delete", record, "-n", ns);
    assertThat(purge.ok()).isFalse();
    assertThat(purge.err()).contains("legal hold");
    kubectl.run(
        "patch", record, "-n", ns, "--type=merge", "-p", "{\"spec\":{\"legalHold\":false}}");
    assertThat(kubectl.call("delete", record, "-n", ns).err()).contains("purge protection");
  }

  private String legalHold(String record, String namespace) {
    return kubectl.run("get", record, "-n", namespace, "-o", "jsonpath={.spec.legalHold}");
  }
}
