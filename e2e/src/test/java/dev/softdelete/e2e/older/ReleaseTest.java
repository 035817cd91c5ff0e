package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs on its own control plane, because it ends the effect of every policy. */
@OlderServer
class ReleaseTest {
  private static ControlPlane controlPlane;
  private static OperatorProcess operator;
  private static Kubectl kubectl;

  @BeforeAll
  static void protectSomething() {
    controlPlane = ControlPlane.start();
    Installation installation = Installation.on(controlPlane);
    kubectl = installation.kubectl();
    operator =
        new OperatorProcess(
                installation.operatorKubeconfig(), Path.of("target", "operator-release.log"))
            .startReady();
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: all}
        spec:
          resources: [{apiGroups: [""], resources: [configmaps]}]
        """);
    kubectl.run("wait", "sdp/all", "--for=condition=Ready", "--timeout=60s");
    kubectl.run("create", "configmap", "web", "-n", "default");
    assertThat(finalizers()).contains(Live.RETAIN);
  }

  @AfterAll
  static void end() {
    operator.kill();
    controlPlane.close();
  }

  @Test
  void takesFinalizersAndWebhooksOff() {
    int exit = operator.release();

    assertThat(exit).as(operator.logTail()).isZero();
    assertThat(finalizers()).isEmpty();
    assertThat(kubectl.run("get", "mutatingwebhookconfigurations", "-o", "name")).isEmpty();
  }

  private static String finalizers() {
    return kubectl.run(
        "get", "configmap", "web", "-n", "default", "-o", "jsonpath={.metadata.finalizers}");
  }
}
