package dev.softdelete.e2e.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import dev.softdelete.e2e.OperatorStart;
import dev.softdelete.e2e.StartedOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The image as it runs in a cluster: in a container as the chart's Deployment describes it, under
 * the ServiceAccount of the chart.
 */
@Tag("delivery")
@Tag("container")
class ContainerTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(28);
  private static final Path LOG =
      Path.of("target", "operator-container-" + ProcessHandle.current().pid() + ".log");
  private static OperatorProcess operator;

  @BeforeAll
  static void start() {
    assertThat(Tools.missing()).as("what this machine lacks").isEmpty();
    operator = new OperatorProcess(Cluster.installation().operatorKubeconfig(), LOG).inContainer();
    Cluster.operateWith(operator);
    operator.startReady();
  }

  @AfterAll
  static void handBack() {
    Cluster.handBack();
  }

  @Test
  void aConfigMapIsDeletedRestoredAndPurged() {
    Kubectl kubectl = Cluster.installation().kubectl();
    String ns = namespace();
    kubectl.run("create", "configmap", "web", "-n", ns, "--from-literal=k=v");

    kubectl.run("delete", "configmap", "web", "-n", ns);
    await().atMost(SOON).until(() -> kubectl.run("get", "deleted", "-n", ns).contains("DELETED"));
    assertThat(kubectl.call("get", "configmap", "web", "-n", ns).err()).contains("NotFound");

    kubectl.run("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=20s");
    assertThat(kubectl.run("get", "configmap", "web", "-n", ns, "-o", "jsonpath={.data.k}"))
        .isEqualTo("v");

    kubectl.run("delete", "configmap", "web", "-n", ns);
    await().atMost(SOON).until(() -> kubectl.run("get", "deleted", "-n", ns).contains("DELETED"));
    kubectl.run("delete", "deleted", "--all", "-n", ns, "--timeout=20s");
    assertThat(kubectl.run("get", "deleted", "-n", ns)).doesNotContain("web");
  }

  @Test
  void itIsTheServiceAccountByTheFilesInThePod() {
    assertThat(environment())
        .anyMatch(variable -> variable.startsWith("KUBERNETES_SERVICE_HOST="))
        .noneMatch(variable -> variable.startsWith("KUBECONFIG="));
  }

  @Test
  void itHasTheUserOfTheChartAndNoPrivileges() throws IOException {
    assertThat(status("Uid")).isEqualTo("65532 65532 65532 65532");
    assertThat(status("Gid")).isEqualTo("65532 65532 65532 65532");
    assertThat(status("NoNewPrivs")).isEqualTo("1");
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertThat(status(set)).as(set).isEqualTo("0".repeat(16));
    }
  }

  @Test
  void itsRootIsReadOnlyAndItWritesOnlyInTheMountedFolder() throws IOException {
    List<String> mounts =
        Files.readAllLines(Path.of("/proc", Long.toString(operator.pid()), "mountinfo"));

    assertThat(mounts)
        .filteredOn(mount -> mount.split(" ", -1)[4].equals("/"))
        .singleElement()
        .satisfies(root -> assertThat(root.split(" ", -1)[5]).startsWith("ro"));
    assertThat(mounts).filteredOn(mount -> mount.split(" ", -1)[4].equals("/tmp")).hasSize(1);
    assertThat(operator.logTail()).doesNotContain("Read-only file system");
  }

  /** It is the first process of its container, so no signal has an effect unless it handles it. */
  @Test
  void sigtermEndsItInOrder() throws IOException {
    assertThat(status("NSpid")).endsWith(" 1");

    operator.terminate();
    int exit = operator.awaitExit(ENDS_WITHIN);

    assertThat(exit).as(operator.logTail()).isZero();
    operator.startReady();
  }

  /** OpenShift chooses a user id for each namespace, which no image knows, and the group 0. */
  @Test
  void anotherUserCanRunItToo() throws IOException, InterruptedException {
    Path log = Path.of("target", "another-user-" + ProcessHandle.current().pid() + ".log");
    StartedOperator usage =
        new ContainerLauncher()
            .as(1_000_650_000, 0)
            .launch(
                new OperatorStart(
                    Cluster.installation().operatorKubeconfig(),
                    log,
                    List.of(),
                    Map.of(),
                    List.of("which-arguments")));

    assertThat(usage.process().waitFor()).as(Files.readString(log)).isEqualTo(2);
    assertThat(Files.readString(log)).contains("usage");
  }

  private static String namespace() {
    return Cluster.namespaceUnderSharedPolicy(
        """
          resources: [{apiGroups: [""], resources: [configmaps]}]
        """);
  }

  private static List<String> environment() {
    try {
      String text = Files.readString(Path.of("/proc", Long.toString(operator.pid()), "environ"));
      return List.of(text.split("\0", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String status(String field) throws IOException {
    Path file = Path.of("/proc", Long.toString(operator.pid()), "status");
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip().replaceAll("\\s+", " "))
        .findFirst()
        .orElseThrow();
  }
}
