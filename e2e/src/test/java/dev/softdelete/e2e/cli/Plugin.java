package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.ProcessPerCommand;
import dev.softdelete.e2e.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The plugin as one user runs it.
 *
 * @param user the name of the user
 * @param program a client that runs the plugin with the credentials of the user
 */
record Plugin(String user, Kubectl program) {
  static final Path PROGRAM = Repository.file("cli/target/kubectl-undelete");

  private static final AtomicInteger USERS = new AtomicInteger();

  /** Returns the plugin of the cluster's administrator. */
  static Plugin ofAdministrator() {
    return new Plugin("admin", program(Cluster.controlPlane().kubeconfig()));
  }

  /** Returns the plugin of a new user without any right. */
  static Plugin ofNobody() {
    String user = "plugin-user-" + USERS.incrementAndGet();
    return new Plugin(user, program(Cluster.controlPlane().userKubeconfig(user)));
  }

  /** Returns the plugin of a new user who has a ClusterRole in a namespace. */
  static Plugin ofUserWith(String clusterRole, String namespace) {
    Plugin plugin = ofNobody();
    plugin.grant(clusterRole, namespace);
    return plugin;
  }

  /** Gives the user a ClusterRole, and waits until the API server knows. */
  void grant(String clusterRole, String namespace) {
    Kubectl admin = Cluster.installation().kubectl();
    String binding = user + "-" + clusterRole;
    admin.run(
        "create",
        "rolebinding",
        binding,
        "-n",
        namespace,
        "--clusterrole=" + clusterRole,
        "--user=" + user);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                admin
                    .call(
                        "auth",
                        "can-i",
                        "list",
                        "deletedresources.softdelete.dev",
                        "-n",
                        namespace,
                        "--as=" + user)
                    .ok());
  }

  private static Kubectl program(Path kubeconfig) {
    return new Kubectl(PROGRAM, kubeconfig, new ProcessPerCommand());
  }

  /** Runs a command and returns its result. */
  Kubectl.Result call(String... args) {
    return input("", args);
  }

  /** Runs a command with a text on its standard input, and returns its result. */
  Kubectl.Result input(String stdin, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--cache-dir=" + Path.of("target", "plugin-cache").toAbsolutePath());
    return program.inputCall(stdin, all.toArray(String[]::new));
  }

  /** Runs a command, expects that it succeeds, and returns its standard output. */
  String run(String... args) {
    Kubectl.Result result = call(args);
    assertThat(result.exit()).as(result.err() + result.out()).isZero();
    return result.out();
  }
}
