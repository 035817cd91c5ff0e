package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that was deleted under the running operator.
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
                "dr",
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
   * As arguments for {@code kubectl patch}.
   *
   * @param patch YAML in one line; kubectl takes a leading brace for JSON
   */
  static List<String> mergePatch(String patch) {
    return List.of("--type=merge", "-p", "--- " + patch);
  }

  private Kubectl.Result on(Kubectl who, String verb, String... more) {
    var args = new ArrayList<>(List.of(verb, "dr", record, "-n", namespace));
    args.addAll(List.of(more));
    return who.call(args.toArray(String[]::new));
  }

  /** A field of the record, by JSONPath: {@code .spec.purgeTime}. */
  String field(String path) {
    return Cluster.kubectl()
        .run("get", "dr", record, "-n", namespace, "-o", "jsonpath={" + path + "}");
  }

  /** A merge patch that moves the purge time by so much. */
  String moved(Duration by) {
    return "{spec: {purgeTime: '%s'}}".formatted(Instant.parse(field(".spec.purgeTime")).plus(by));
  }

  /** Waits until it is back. */
  void awaitRestored() {
    awaitField("condition=Restored");
  }

  /** Waits for {@code kubectl wait --for=...}. */
  void awaitField(String what) {
    Cluster.kubectl().run("wait", "dr", record, "-n", namespace, "--for=" + what, "--timeout=30s");
  }
}
