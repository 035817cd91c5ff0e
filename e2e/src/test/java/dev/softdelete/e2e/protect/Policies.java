package dev.softdelete.e2e.protect;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;

/** What the tests of this package do to policies and read of them. */
final class Policies {
  private Policies() {}

  /**
   * Applies a policy.
   *
   * @param spec as YAML indented by two
   */
  static void apply(String name, String spec) {
    Cluster.kubectl()
        .apply(
            """
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %s}
            spec:
            """
                    .formatted(name)
                + spec);
  }

  static void applyReady(String name, String spec) {
    apply(name, spec);
    awaitObserved(name);
    await(name, "Ready", "60s");
  }

  /** Until the status speaks of the last edition. */
  static void awaitObserved(String name) {
    Kubectl kubectl = Cluster.kubectl();
    String generation = kubectl.run("get", "sdp", name, "-o", "jsonpath={.metadata.generation}");
    kubectl.run(
        "wait",
        "sdp/" + name,
        "--for=jsonpath={.status.conditions[0].observedGeneration}=" + generation,
        "--timeout=60s");
  }

  static void await(String name, String condition, String timeout) {
    Cluster.kubectl()
        .run("wait", "sdp/" + name, "--for=condition=" + condition, "--timeout=" + timeout);
  }

  /** Until it is gone, and everything that followed from it. */
  static void delete(String... names) {
    for (String name : names) {
      Cluster.kubectl().run("delete", "sdp", name, "--ignore-not-found", "--timeout=60s");
    }
  }

  /** For the end of a test: the next one need not wait for it. */
  static void abandon(String... names) {
    for (String name : names) {
      Cluster.kubectl().run("delete", "sdp", name, "--ignore-not-found", "--wait=false");
    }
  }

  static String ready(String name, String field) {
    return Cluster.kubectl()
        .run(
            "get",
            "sdp",
            name,
            "-o",
            "jsonpath={.status.conditions[?(@.type=='Ready')]." + field + "}");
  }

  static String status(String name, String path) {
    return Cluster.kubectl().run("get", "sdp", name, "-o", "jsonpath={.status." + path + "}");
  }
}
