package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that lets go of everything with kubectl alone, on its own control plane, whose
 * operator never comes back.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("delivery")
class LetGoTest {
  private static final String DEFINITIONS =
      "softdeletepolicies,deletedresources,namereservations,reservednames";

  @TempDir static Path folder;
  private static ControlPlane controlPlane;
  private static Kubectl kubectl;

  /** The output and the exit code of the script. */
  private record Outcome(int exit, String output) {}

  @BeforeAll
  static void useItUntilTheOperatorIsGone() {
    controlPlane = ControlPlane.start();
    Installation installation = Installation.on(controlPlane);
    kubectl = installation.kubectl();
    var operator =
        new OperatorProcess(
                installation.operatorKubeconfig(), Path.of("target", "operator-let-go.log"))
            .startReady();
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: all}
        spec:
          resources: [{apiGroups: ["", apps], resources: [configmaps, namespaces, deployments]}]
        """);
    kubectl.run("wait", "sdp/all", "--for=condition=Ready", "--timeout=60s");
    kubectl.run("create", "ns", "shop");
    for (String name : List.of("alive", "captured", "held")) {
      kubectl.run("create", "configmap", name, "-n", "shop", "--from-literal=k=" + name);
    }
    kubectl.run("patch", "cm", "alive", "-n", "shop", "--type=json", "-p", addsAnother());
    kubectl.run("delete", "configmap", "captured", "-n", "shop", "--timeout=60s");
    operator.kill();
    kubectl.run("delete", "configmap", "held", "-n", "shop", "--wait=false");
  }

  private static String addsAnother() {
    return "[{\"op\": \"add\", \"path\": \"/metadata/finalizers/-\","
        + " \"value\": \"example.com/somebodys\"}]";
  }

  @AfterAll
  static void end() {
    controlPlane.close();
  }

  @Test
  @Order(1)
  void nothingHappensWithoutConsentOrRights() throws IOException {
    assertThat(letGo(kubectl).exit()).isEqualTo(2);
    Kubectl reader = kubectl.of(controlPlane.userKubeconfig("reader"));

    assertThat(letGo(reader, "--yes").output()).contains("a cluster administrator");
    assertThat(kubectl.run("get", "mutatingadmissionpolicies", "-o", "name"))
        .contains("softdelete-");
    assertThat(finalizers("alive")).contains("softdelete.dev/retain");
  }

  @Test
  @Order(2)
  void whatIsAliveIsLetGoAndKeepsTheFinalizersOfOthers() throws IOException {
    Outcome outcome = letGo(kubectl, "--yes");

    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(finalizers("alive")).isEqualTo("[\"example.com/somebodys\"]");
    assertThat(kubectl.run("get", "ns", "shop", "-o", "jsonpath={.metadata.finalizers}")).isEmpty();
    assertThat(kubectl.run("get", "sdp", "all", "-o", "jsonpath={.metadata.finalizers}")).isEmpty();
    assertThat(
            kubectl.run(
                "get",
                "mutatingadmissionpolicies,validatingadmissionpolicies,"
                    + "mutatingadmissionpolicybindings,validatingadmissionpolicybindings,"
                    + "mutatingwebhookconfigurations,validatingwebhookconfigurations",
                "-o",
                "name"))
        .doesNotContain("softdelete", "soft-delete");
    assertThat(
            kubectl.run(
                "get",
                "deploy",
                "-n",
                Installation.NAMESPACE,
                "-o",
                "jsonpath={.items[0].spec.replicas}"))
        .isEqualTo("0");
  }

  @Test
  @Order(3)
  void whatNobodyHadCapturedIsGoneFromTheClusterAndSavedInAFile() throws IOException {
    assertThat(kubectl.call("get", "cm", "held", "-n", "shop").err()).contains("NotFound");
    assertThat(Files.readString(folder.resolve("let-go-held/configmaps.shop.held.yaml")))
        .contains("kind: ConfigMap", "k: held");
  }

  @Test
  @Order(4)
  void recordsAndSnapshotsStayForALaterInstallation() {
    assertThat(kubectl.run("get", "deleted", "-n", "shop")).contains("captured", "DELETED");
    assertThat(kubectl.run("get", "secrets", "-n", Installation.NAMESPACE))
        .contains("softdelete.dev/snapshot");
  }

  @Test
  @Order(5)
  void withTheRecordsEverythingCanBeDeleted() throws IOException {
    Outcome outcome = letGo(kubectl, "--yes", "--records");

    assertThat(outcome.exit()).as(outcome.output()).isZero();
    kubectl.run(
        "patch",
        "cm",
        "alive",
        "-n",
        "shop",
        "--type=json",
        "-p",
        "[{\"op\": \"remove\", \"path\": \"/metadata/finalizers\"}]");
    kubectl.run("delete", "ns", "shop", Installation.NAMESPACE, "--timeout=60s");
    kubectl.run("delete", DEFINITIONS, "-A", "--all", "--timeout=60s");
    kubectl.run("delete", "-f", Repository.file("crds").toString(), "--timeout=60s");
  }

  private static String finalizers(String configMap) {
    return kubectl.run(
        "get", "cm", configMap, "-n", "shop", "-o", "jsonpath={.metadata.finalizers}");
  }

  private static Outcome letGo(Kubectl as, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of("sh", Repository.file("helm/soft-delete-operator/let-go.sh").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", as.kubeconfig().toString());
    builder.environment().merge("PATH", as.program().getParent() + ":", (path, own) -> own + path);
    Process script = builder.start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Outcome(script.waitFor(), output);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
