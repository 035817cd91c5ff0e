package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A copy that outlives its restore can be restored again. */
class RestoredAgainTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.namespaceUnderSharedPolicy(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
            purgeProtection: true
          """);

  @Test
  void underAnotherName() {
    Deletion deletion = restored("web");

    deletion.ask("softdelete.dev/restore-as=web-2");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> deletion.json().at("/status/restoredAs/name").asText().equals("web-2"));
    deletion.awaitRestored();
    assertThat(deletion.state()).isEqualTo("RESTORED");
    assertThat(value("web")).isEqualTo("v");
    assertThat(value("web-2")).isEqualTo("v");
    assertThat(deletion.json().at("/metadata/annotations").has("softdelete.dev/restore")).isFalse();
    assertThat(kubectl.run("get", "configmap", "web-2", "-n", ns, "-o", "yaml"))
        .doesNotContain("softdelete.dev/restoring")
        .contains("softdelete.dev/retain");
  }

  @Test
  void notOverWhatLivesThere() {
    Deletion deletion = restored("taken");

    deletion.ask();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                deletion
                    .condition("RestorePossible")
                    .path("reason")
                    .asText()
                    .equals("NameConflict"));
    assertThat(deletion.state()).isEqualTo("RESTORED");
    assertThat(deletion.restored().path("status").asText()).isEqualTo("True");
    assertThat(deletion.condition("RestorePossible").path("message").asText())
        .contains("It is not tried again");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !deletion.json().at("/metadata/annotations").has("softdelete.dev/restore"));
    kubectl.run("delete", "configmap", "taken", "-n", ns);
    assertThat(deletion.state()).isEqualTo("RESTORED");
  }

  @Test
  void orPreviewed() {
    Deletion deletion = restored("seen");

    kubectl.run(
        "annotate",
        "deleted",
        deletion.record(),
        "-n",
        ns,
        "softdelete.dev/restore=dry-run",
        "softdelete.dev/restore-as=seen-2");

    kubectl.run(
        "wait",
        "deleted",
        deletion.record(),
        "-n",
        ns,
        "--for=condition=RestorePossible",
        "--timeout=30s");
    assertThat(deletion.state()).isEqualTo("RESTORED");
  }

  private Deletion restored(String name) {
    kubectl.run("create", "configmap", name, "-n", ns, "--from-literal=k=v");
    return Deletion.of(kubectl, "configmap", name, ns).restore();
  }

  private String value(String configMap) {
    return kubectl.run("get", "configmap", configMap, "-n", ns, "-o", "jsonpath={.data.k}");
  }
}
