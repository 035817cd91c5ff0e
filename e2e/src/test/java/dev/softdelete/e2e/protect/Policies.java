package dev.softdelete.e2e.protect;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;

/** The actions of this package's tests on policies, and the values that they read from policies. */
final class Policies {
  private Policies() {}

  /**
   * Applies a policy.
   *
   * @param spec the spec, as YAML indented by two
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

  /** Waits until the status describes the latest generation of the policy. */
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

  /**
   * Deletes the policies and waits until they are gone, together with everything that the operator
   * created for them.
   */
  static void delete(String... names) {
    for (String name : names) {
      Cluster.kubectl().run("delete", "sdp", name, "--ignore-not-found", "--timeout=60s");
    }
  }

  /**
   * Deletes the policies at the end of a test, without waiting: the next test does not depend on
   * it.
   */
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
