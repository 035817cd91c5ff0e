package dev.softdelete.e2e.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.controlplane.HelmProgram;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code helm test} by the real Helm. No node runs its Pod, so the test does what a node would: it
 * runs the command and reports how it has ended.
 */
@Tag("delivery")
class HelmTestCommandTest {
  private static final String POD = "pod/soft-delete-operator-test";

  private final Kubectl kubectl = Cluster.kubectl();

  @AfterEach
  void deletePod() {
    kubectl.call("delete", POD, "-n", Installation.NAMESPACE, "--grace-period=0", "--force");
  }

  @Test
  void succeedsWhereTheInstallationWorksAndLeavesThePodForItsLog() throws Exception {
    Kubectl.Result result = helmTest("60s");

    assertThat(result.ok()).as(result.err()).isTrue();
    assertThat(result.out()).contains("TEST SUITE:     soft-delete-operator-test", "Succeeded");
    assertThat(kubectl.run("get", POD, "-n", Installation.NAMESPACE, "-o", "name")).contains(POD);
  }

  @Test
  void failsWhereItDoesNot() throws Exception {
    Cluster.operator().terminate().awaitExit(Duration.ofSeconds(60));

    assertThat(helmTest("1s").exit()).isEqualTo(1);
  }

  @Test
  void canBeRunAgain() throws Exception {
    helmTest("60s");

    assertThat(helmTest("60s").ok()).isTrue();
  }

  @Test
  void hasNoPodWhereTheOperatorIsNotTheServiceAccount() throws Exception {
    String chart = Repository.file("helm/soft-delete-operator").toString();

    assertThat(helm().run("template", chart)).contains("helm.sh/hook: test");
    assertThat(helm().run("template", chart, "--set", "operator.username=somebody"))
        .doesNotContain("helm.sh/hook: test");
  }

  private static Kubectl helm() throws Exception {
    return new Kubectl(HelmProgram.obtain(), Cluster.controlPlane().kubeconfig());
  }

  private Kubectl.Result helmTest(String within) throws Exception {
    String before = uid();
    Kubectl helm = helm();
    var running =
        CompletableFuture.supplyAsync(
            () ->
                helm.call(
                    "test",
                    Installation.RELEASE,
                    "-n",
                    Installation.NAMESPACE,
                    "--timeout",
                    "150s"));
    await().atMost(Duration.ofSeconds(60)).until(() -> !uid().isEmpty() && !uid().equals(before));
    assertThat(kubectl.run(pod("{.spec.containers[0].args}"))).isEqualTo("[\"check\"]");
    var result =
        Attempt.on(Cluster.installation().operatorKubeconfig())
            .check()
            .and("CHECK_WITHIN", within)
            .run();
    kubectl.run(
        "patch",
        POD,
        "-n",
        Installation.NAMESPACE,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\": {\"phase\": \"" + (result.exit() == 0 ? "Succeeded" : "Failed") + "\"}}");
    return running.get();
  }

  /** Returns the uid of the Pod; empty if there is none. */
  private String uid() {
    return kubectl.call(pod("{.metadata.uid}")).out();
  }

  private static String[] pod(String path) {
    return new String[] {"get", POD, "-n", Installation.NAMESPACE, "-o", "jsonpath=" + path};
  }
}
