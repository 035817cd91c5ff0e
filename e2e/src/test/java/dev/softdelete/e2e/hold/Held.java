package dev.softdelete.e2e.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;

/** The actions of this package's tests in a namespace under mode Hold. */
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
   * Creates a namespace whose workloads and ConfigMaps are held.
   *
   * @param spec further fields of the policy's spec, as YAML indented by two
   */
  static Held begin(String spec) {
    return new Held(Cluster.kubectl(), Cluster.namespaceUnderSharedPolicy(HOLD + spec));
  }

  /** Creates such a namespace, with a policy that the test may edit and delete. */
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

  /** Deletes the object as a user would, and waits for its record. */
  void delete(String kind, String name) {
    run("delete", kind, name, "--wait=false");
    recorded(name);
  }

  void recorded(String name) {
    eventually(() -> assertThat(record(name, ".status.state")).isEqualTo("DELETED"));
  }

  /** Returns a field of the only record of the object with that name. */
  String record(String name, String path) {
    return run(
        "get",
        "deleted",
        "--field-selector=spec.resource.name=" + name,
        "-o",
        "jsonpath={.items[*]" + path + "}");
  }

  void restore(String name) {
    run("annotate", "deleted", record(name, ".metadata.name"), "softdelete.dev/restore=true");
    restored(name);
  }

  void restored(String name) {
    eventually(() -> assertThat(record(name, ".status.state")).isEqualTo("RESTORED"));
  }

  /** Returns the deletion timestamp, or an empty text if the object is not deleted. */
  String deletionTime(String kind, String name) {
    return run("get", kind, name, "-o", "jsonpath={.metadata.deletionTimestamp}");
  }

  /** Returns the uids of the Pods with that label, sorted. */
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
