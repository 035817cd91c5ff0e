package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An unavailable webhook does not block creates and updates. The operator later protects the
 * objects that it missed.
 */
@OlderServer
class WebhookDownTest {
  private String ns;

  @BeforeEach
  void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
  }

  @Test
  void createsAndUpdatesGoOnAndAreProtectedAfterwards() {
    Kubectl kubectl = Cluster.kubectl();
    Live.configMap("edited", ns);
    Cluster.operator().kill();

    Live.configMap("created", ns);
    kubectl.run("label", "configmap", "edited", "-n", ns, "a=b");

    assertThat(Live.finalizers("configmap", "created", ns)).isEmpty();
    assertThat(Live.finalizers("configmap", "edited", ns)).contains(Live.RETAIN);
    var _ = Cluster.operator();
    Live.awaitProtected("configmap", "created", ns);
  }

  @Test
  void aDeleteOfWhatIsProtectedIsHeldAndCapturedLater() {
    Kubectl kubectl = Cluster.kubectl();
    Live.configMap("held", ns);
    Cluster.operator().kill();

    kubectl.run("delete", "configmap", "held", "-n", ns, "--wait=false");

    assertThat(
            kubectl.run(
                "get",
                "configmap",
                "held",
                "-n",
                ns,
                "-o",
                "jsonpath={.metadata.deletionTimestamp}"))
        .isNotEmpty();
    var _ = Cluster.operator();
    kubectl.run("wait", "configmap/held", "-n", ns, "--for=delete", "--timeout=60s");
    assertThat(Live.record(ns, "held", ".status.state")).isEqualTo("DELETED");
  }

  @Test
  void withoutAStampThereIsNoRestore() {
    Kubectl kubectl = Cluster.kubectl();
    Live.configMap("gone", ns);
    kubectl.run("delete", "configmap", "gone", "-n", ns, "--timeout=60s");
    Cluster.operator().kill();

    Kubectl.Result refused =
        kubectl.call("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");

    assertThat(refused.ok()).isFalse();
    assertThat(refused.err()).contains("stamps-who-asks-for-a-restore.soft-delete-operator");
    kubectl.run("label", "deleted", "--all", "-n", ns, "note=others-go-on");
    var _ = Cluster.operator();
    kubectl.run("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=60s");
  }

  /**
   * The operator runs, but the API server does not call it. Therefore only the sweep can protect
   * the object.
   */
  @Test
  void whatSlipsThroughARunningOperatorIsProtectedByTheNextSweep() {
    Kubectl kubectl = Cluster.kubectl();
    String configuration = "soft-delete-fallback-" + ns;
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              kubectl.run(
                  "delete", "mutatingwebhookconfiguration", configuration, "--ignore-not-found");
              assertThat(dryRun(kubectl)).doesNotContain(Live.RETAIN);
            });

    Live.configMap("slipped", ns);

    assertThat(Live.finalizers("configmap", "slipped", ns)).isEmpty();
    Live.awaitProtected("configmap", "slipped", ns);
  }

  private String dryRun(Kubectl kubectl) {
    return kubectl.run(
        "create", "configmap", "dry", "-n", ns, "--dry-run=server", "-o", "jsonpath={.metadata}");
  }
}
