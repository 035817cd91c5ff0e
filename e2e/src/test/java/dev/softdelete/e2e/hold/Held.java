package dev.softdelete.e2e.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;

/** What the tests of this package do in a namespace under mode Hold. */
record Held(Kubectl kubectl, String namespace) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String HOLD =
      """
        mode: Hold
        resources:
        - {apiGroups: [apps, batch], resources: ["*"]}
        - {apiGroups: [""], resources: [configmaps, services]}
      """;

  /**
   * A namespace whose workloads and ConfigMaps are held.
   *
   * @param spec more of the policy's spec, as YAML indented by two
   */
  static Held begin(String spec) {
    return new Held(Cluster.kubectl(), Cluster.namespaceUnderSharedPolicy(HOLD + spec));
  }

  /** The same, with a policy that the test may edit and delete. */
  static Held withItsOwnPolicy() {
    return new Held(Cluster.kubectl(), Cluster.coveredNamespace(HOLD));
  }

  static void eventually(ThrowingRunnable holds) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .untilAsserted(holds);
  }

  String run(String... args) {
    return kubectl.run(in(args));
  }

  Kubectl.Result call(String... args) {
    return kubectl.call(in(args));
  }

  private String[] in(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-n", namespace));
    return all.toArray(String[]::new);
  }

  void configMap(String name) {
    run("create", "configmap", name, "--from-literal=k=old");
  }

  /** Deletes it, as a user would, and waits for its record. */
  void delete(String kind, String name) {
    run("delete", kind, name, "--wait=false");
    recorded(name);
  }

  void recorded(String name) {
    eventually(() -> assertThat(record(name, ".status.state")).isEqualTo("DELETED"));
  }

  /** A field of the one record of what had that name. */
  String record(String name, String path) {
    return run(
        "get",
        "dr",
        "--field-selector=spec.resource.name=" + name,
        "-o",
        "jsonpath={.items[*]" + path + "}");
  }

  void restore(String name) {
    run("annotate", "dr", record(name, ".metadata.name"), "softdelete.dev/restore=true");
    restored(name);
  }

  void restored(String name) {
    eventually(() -> assertThat(record(name, ".status.state")).isEqualTo("RESTORED"));
  }

  /** Empty for one that is alive. */
  String deletionTime(String kind, String name) {
    return run("get", kind, name, "-o", "jsonpath={.metadata.deletionTimestamp}");
  }

  /** The uids of the Pods with that label, in order. */
  List<String> pods(String app) {
    return run(
            "get",
            "pods",
            "-l",
            "app=" + app,
            "-o",
            "jsonpath={range .items[*]}{.metadata.uid}{\"\\n\"}{end}")
        .lines()
        .sorted()
        .toList();
  }
}
