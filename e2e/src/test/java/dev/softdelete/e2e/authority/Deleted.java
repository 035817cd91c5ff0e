package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An object that was deleted while the operator was running.
 *
 * @param record the name of its DeletedResource
 */
record Deleted(String namespace, String record) {

  static Deleted configMap(String namespace, String name) {
    Cluster.kubectl().run("create", "configmap", name, "-n", namespace, "--from-literal=k=v");
    return delete("configmap", namespace, name);
  }

  static Deleted secret(String namespace, String name) {
    Cluster.kubectl().run("create", "secret", "generic", name, "-n", namespace);
    return delete("secret", namespace, name);
  }

  static Deleted delete(String resource, String namespace, String name) {
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("delete", resource, name, "-n", namespace, "--timeout=30s");
    return find(namespace, name);
  }

  static Deleted find(String home, String name) {
    String record =
        Cluster.kubectl()
            .run(
                "get",
                "deleted",
                "-n",
                home,
                "-l",
                "softdelete.dev/name=" + name,
                "-o",
                "jsonpath={.items[*].metadata.name}");
    assertThat(record).as("the one record of " + name).isNotBlank().doesNotContain(" ");
    return new Deleted(home, record);
  }

  Kubectl.Result annotate(Kubectl who, String... annotations) {
    return on(who, "annotate", annotations);
  }

  Kubectl.Result patch(Kubectl who, String patch, String... more) {
    var args = new ArrayList<>(mergePatch(patch));
    args.addAll(List.of(more));
    return on(who, "patch", args.toArray(String[]::new));
  }

  Kubectl.Result purge(Kubectl who, String... more) {
    var args = new ArrayList<>(List.of("--wait=false"));
    args.addAll(List.of(more));
    return on(who, "delete", args.toArray(String[]::new));
  }

  /**
   * Returns a merge patch as arguments for {@code kubectl patch}.
   *
   * @param patch YAML in one line; it gets a prefix, because kubectl takes a leading brace for JSON
   */
  static List<String> mergePatch(String patch) {
    return List.of("--type=merge", "-p", "--- " + patch);
  }

  private Kubectl.Result on(Kubectl who, String verb, String... more) {
    var args = new ArrayList<>(List.of(verb, "deleted", record, "-n", namespace));
    args.addAll(List.of(more));
    return who.call(args.toArray(String[]::new));
  }

  /** Returns a field of the record by its JSONPath, such as {@code .spec.purgeTime}. */
  String field(String path) {
    return Cluster.kubectl()
        .run("get", "deleted", record, "-n", namespace, "-o", "jsonpath={" + path + "}");
  }

  /** Returns a merge patch that moves the purge time by the given duration. */
  String moved(Duration by) {
    return "{spec: {purgeTime: '%s'}}".formatted(Instant.parse(field(".spec.purgeTime")).plus(by));
  }

  /** Waits until the object is restored. */
  void awaitRestored() {
    awaitField("condition=Restored");
  }

  /**
   * Waits for the end of the purge: the operator removes its finalizer after it writes the
   * condition.
   */
  void awaitFinalizerOff() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !field(".metadata.finalizers").contains("softdelete.dev/purge"));
  }

  /** Waits until {@code kubectl wait --for=...} succeeds for the record. */
  void awaitField(String what) {
    Cluster.kubectl()
        .run("wait", "deleted", record, "-n", namespace, "--for=" + what, "--timeout=30s");
  }
}
