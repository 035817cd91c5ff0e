package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kubectl finds the plugin on the PATH, and completes its commands. */
class PluginOfKubectlTest {
  @TempDir static Path folder;
  private static String ns;

  @BeforeAll
  static void install() throws IOException {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("create", "configmap", "web", "-n", ns);
    kubectl.run("delete", "configmap", "web", "-n", ns, "--timeout=30s");
    Files.copy(Plugin.PROGRAM, folder.resolve("kubectl-undelete"));
    Files.createSymbolicLink(folder.resolve("kubectl"), Cluster.controlPlane().kubectl());
    assertThat(run(folder.resolve("kubectl-undelete").toString(), "completion", "install"))
        .contains("kubectl_complete-undelete is installed");
  }

  @Test
  void itIsACommandOfKubectl() throws IOException {
    assertThat(run("kubectl", "undelete", "list", "-n", ns, "-o", "name"))
        .contains("deletedresource.softdelete.dev/configmap-web");
  }

  @Test
  void kubectlCompletesWhatCanBeUndeleted() throws IOException {
    assertThat(run("kubectl", "__complete", "undelete", "-n", ns, "conf"))
        .contains("configmap/web\n");
  }

  @Test
  void kubectlCompletesNamespaces() throws IOException {
    assertThat(run("kubectl", "__complete", "undelete", "list", "-n", ns.substring(0, 2)))
        .contains(ns + "\n");
  }

  private static String run(String... command) throws IOException {
    String path = folder + ":/usr/bin:/bin";
    List<String> all = new ArrayList<>(List.of("/usr/bin/env", "PATH=" + path));
    all.addAll(List.of(command));
    var builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", Cluster.controlPlane().kubeconfig().toString());
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
