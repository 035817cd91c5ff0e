package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code softdelete.dev/restore=dry-run} reports what a restore would do, and changes nothing. */
class PreviewTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [configmaps, services, secrets]}]
          """);

  @Test
  void itIsPossibleAndNothingIsDone() {
    Deletion deletion = deletedConfigMap();

    String message = preview(deletion, "Possible");

    assertThat(message).contains("It would come back as " + ns + "/settings");
    assertThat(deletion.state()).isEqualTo("DELETED");
    assertThat(kubectl.call("get", "configmap", "settings", "-n", ns).ok()).isFalse();
  }

  @Test
  void itCanBeAskedAgain() {
    Deletion deletion = deletedConfigMap();
    preview(deletion, "Possible");
    kubectl.run("create", "configmap", "settings", "-n", ns);

    assertThat(preview(deletion, "NameConflict")).contains(ns + "/settings exists");
  }

  @Test
  void whatIsInTheWayIsComparedWithoutItsValues() {
    Deletion deletion = deletedConfigMap();
    kubectl.run(
        "create",
        "configmap",
        "settings",
        "-n",
        ns,
        "--from-literal=a=secret",
        "--from-literal=b=1");

    String message = preview(deletion, "NameConflict");

    assertThat(message).contains("differs from what was deleted in /data/a, /data/b.");
    assertThat(message).doesNotContain("secret");
  }

  @Test
  void whatCouldNotBeHadAgainIsNamed() {
    kubectl.run("create", "service", "clusterip", "front", "-n", ns, "--tcp=80");
    String ip = kubectl.run("get", "svc", "front", "-n", ns, "-o", "jsonpath={.spec.clusterIP}");
    Deletion deletion = Deletion.of(kubectl, "service", "front", ns);
    kubectl.run(
        "create", "service", "clusterip", "other", "-n", ns, "--tcp=80", "--clusterip=" + ip);

    assertThat(preview(deletion, "Possible")).contains("Not as it was: /spec/clusterIP");
  }

  @Test
  void whoMayNotRestoreMayNotAsk() {
    Deletion deletion = deletedConfigMap();
    Kubectl viewer = Cluster.installation().kubectlAs(ns + "-viewer");
    kubectl.run(
        "create", "rolebinding", "v", "-n", ns, "--clusterrole=view", "--user=" + ns + "-viewer");

    var asked =
        viewer.call(
            "annotate", "deleted", deletion.record(), "-n", ns, "softdelete.dev/restore=dry-run");

    assertThat(asked.ok()).isFalse();
  }

  private Deletion deletedConfigMap() {
    kubectl.run("create", "configmap", "settings", "-n", ns, "--from-literal=a=1");
    return Deletion.of(kubectl, "configmap", "settings", ns);
  }

  private String preview(Deletion deletion, String reason) {
    kubectl.run(
        "annotate", "deleted", deletion.record(), "-n", ns, "softdelete.dev/restore=dry-run");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        deletion.json().at("/metadata/annotations").has("softdelete.dev/restore"))
                    .isFalse());
    assertThat(deletion.condition("RestorePossible").path("reason").asText()).isEqualTo(reason);
    return deletion.condition("RestorePossible").path("message").asText();
  }
}
