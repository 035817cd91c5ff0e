package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Runs on its own control plane, because it removes the product: it is released, uninstalled, and
 * installed again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("delivery")
class UninstallTest {
  private static final String ADMISSION =
      "mutatingadmissionpolicies,mutatingadmissionpolicybindings,"
          + "validatingadmissionpolicies,validatingadmissionpolicybindings";
  private static ControlPlane controlPlane;
  private static Installation installation;
  private static OperatorProcess operator;
  private static Kubectl kubectl;

  @BeforeAll
  static void useIt() {
    controlPlane = ControlPlane.start();
    installation = Installation.on(controlPlane);
    kubectl = installation.kubectl();
    operator =
        new OperatorProcess(
                installation.operatorKubeconfig(), Path.of("target", "operator-uninstall.log"))
            .startReady();
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: all, finalizers: [example.com/somebodys]}
        spec:
          resources: [{apiGroups: ["", apps], resources: [configmaps, namespaces, deployments]}]
        """);
    kubectl.run("wait", "sdp/all", "--for=condition=Ready", "--timeout=60s");
    kubectl.run("create", "ns", "shop");
    kubectl.run("create", "configmap", "alive", "-n", "shop", "--from-literal=k=v");
    kubectl.run("create", "configmap", "gone", "-n", "shop", "--from-literal=k=old");
    kubectl.run("delete", "configmap", "gone", "-n", "shop", "--timeout=60s");
    assertThat(retained()).contains("alive", "shop");
  }

  @AfterAll
  static void end() {
    operator.kill();
    controlPlane.close();
  }

  @Test
  @Order(1)
  void aReleaseBesideARunningOperatorTakesEveryFinalizerOffAndLosesNoRecord() {
    int exit = operator.release();

    assertThat(exit).as(operator.logTail()).isZero();
    assertThat(retained()).isEmpty();
    assertThat(kubectl.run("get", ADMISSION, "-o", "name")).doesNotContain("softdelete-");
    assertThat(kubectl.run("get", "sdp", "all", "-o", "jsonpath={.metadata.finalizers}"))
        .isEqualTo("[\"example.com/somebodys\"]");
    assertThat(kubectl.run("get", "sdp", "all")).contains("False", "Released");
    assertThat(kubectl.run("get", "deleted", "-n", "shop")).contains("gone", "DELETED");
    assertThat(kubectl.run("get", "secrets", "-n", Installation.NAMESPACE))
        .contains("softdelete.dev/snapshot");
  }

  @Test
  @Order(2)
  void anOperatorThatIsStartedAgainMeanwhileStandsBy() {
    await().atMost(Duration.ofSeconds(20)).until(() -> !operator.alive());
    try (var again =
        new OperatorProcess(
            installation.operatorKubeconfig(), Path.of("target", "operator-standby.log"))) {
      again.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> again.logTail().contains("started as"));

      assertThat(again.ready()).isFalse();
      assertThat(retained()).isEmpty();
      assertThat(kubectl.run("get", ADMISSION, "-o", "name")).doesNotContain("softdelete-");
    }
  }

  @Test
  @Order(3)
  void anUninstallLeavesTheDefinitionsAndTheRecordsAndNoAdmissionPolicy() {
    var uninstall =
        CompletableFuture.supplyAsync(
            () ->
                Helm.uninstall(Installation.RELEASE)
                    .withNamespace(Installation.NAMESPACE)
                    .withKubeConfig(controlPlane.kubeconfig())
                    .call());
    completeHook();

    assertThat(uninstall.join()).contains("uninstalled");

    assertThat(kubectl.run("get", ADMISSION, "-o", "name"))
        .doesNotContain("soft-delete", "softdelete");
    assertThat(kubectl.run("get", "crd", "-o", "name"))
        .contains("softdeletepolicies.softdelete.dev", "deletedresources.softdelete.dev");
    assertThat(retained()).isEmpty();
    assertThat(kubectl.run("get", "deleted", "-n", "shop")).contains("gone", "DELETED");
    kubectl.run("delete", "configmap", "alive", "-n", "shop", "--timeout=10s");
    kubectl.run("create", "configmap", "alive", "-n", "shop", "--from-literal=k=v");
  }

  @Test
  @Order(4)
  void anInstallTakesThePolicyUpAgainAndRestoresOldRecords() {
    installation = Installation.on(controlPlane);
    operator =
        new OperatorProcess(
                installation.operatorKubeconfig(), Path.of("target", "operator-uninstall.log"))
            .start();
    kubectl.run("wait", "sdp/all", "--for=condition=Ready", "--timeout=120s");

    assertThat(retained()).contains("alive", "shop");
    kubectl.run("annotate", "deleted", "--all", "-n", "shop", "softdelete.dev/restore=true");
    kubectl.run(
        "wait", "deleted", "--all", "-n", "shop", "--for=condition=Restored", "--timeout=30s");
    assertThat(kubectl.run("get", "cm", "gone", "-n", "shop", "-o", "jsonpath={.data.k}"))
        .isEqualTo("old");
  }

  /**
   * Acts in place of the kubelet: runs the command of the hook's Pod and reports that it succeeded.
   */
  private static void completeHook() {
    String[] pods = {
      "get",
      "pods",
      "-n",
      Installation.NAMESPACE,
      "-l",
      "app.kubernetes.io/name=soft-delete-operator-release",
      "-o",
      "name"
    };
    await().atMost(Duration.ofSeconds(60)).until(() -> !kubectl.run(pods).isBlank());
    assertThat(operator.release()).as(operator.logTail()).isZero();
    kubectl.run(
        "patch",
        kubectl.run(pods).strip(),
        "-n",
        Installation.NAMESPACE,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\": {\"phase\": \"Succeeded\"}}");
  }

  /** Returns the names of the objects that have the finalizer. */
  private static String retained() {
    return kubectl.run(
        "get",
        "configmaps,deployments,namespaces",
        "-A",
        "-o",
        "jsonpath={range"
            + " .items[?(@.metadata.finalizers[0]=='softdelete.dev/retain')]}{.metadata.name}"
            + " {end}");
  }
}
