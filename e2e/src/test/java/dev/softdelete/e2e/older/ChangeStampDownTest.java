package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/**
 * While the webhook is down, nobody can set a legal hold or move a purge time: neither in another
 * user's name nor without a name.
 */
@OlderServer
class ChangeStampDownTest {

  @Test
  void withoutAStampThereIsNoHoldAndNoOtherPurgeTime() {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    Kubectl kubectl = Cluster.kubectl();
    Live.configMap("gone", ns);
    kubectl.run("delete", "configmap", "gone", "-n", ns, "--timeout=60s");
    String record = Live.record(ns, "gone", ".metadata.name");
    Cluster.operator().kill();

    for (String change :
        new String[] {
          "--- {spec: {legalHold: true}}", "--- {spec: {legalHoldBy: {username: bob}}}",
          "--- {spec: {purgeTime: null}}", "--- {spec: {purgeTimeMovedBy: {username: bob}}}"
        }) {
      Kubectl.Result refused =
          kubectl.call("patch", "deleted", record, "-n", ns, "--type=merge", "-p", change);
      assertThat(refused.ok()).as(change).isFalse();
      assertThat(refused.err()).contains("soft-delete-operator");
    }

    var _ = Cluster.operator();
    kubectl.run(
        "patch",
        "deleted",
        record,
        "-n",
        ns,
        "--type=merge",
        "-p",
        "--- {spec: {legalHold: true}}");
    assertThat(Live.record(ns, "gone", ".spec.legalHoldBy.username")).isEqualTo("admin");
  }
}
