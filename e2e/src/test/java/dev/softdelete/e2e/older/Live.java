package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import java.time.Duration;

/** The values that the tests of this package read from the cluster. */
final class Live {
  static final String RETAIN = "softdelete.dev/retain";

  /**
   * The time within which a sweep protects an object. A sweep is due after one minute, and every
   * half minute the operator checks whether one is due.
   */
  static final Duration SWEPT_WITHIN = Duration.ofMinutes(3);

  private Live() {}

  static String finalizers(String kind, String name, String namespace) {
    return Cluster.installation()
        .kubectl()
        .run("get", kind, name, "-n", namespace, "-o", "jsonpath={.metadata.finalizers}");
  }

  static void awaitProtected(String kind, String name, String namespace) {
    await()
        .atMost(SWEPT_WITHIN)
        .untilAsserted(() -> assertThat(finalizers(kind, name, namespace)).contains(RETAIN));
  }

  static void configMap(String name, String namespace) {
    Cluster.installation()
        .kubectl()
        .run("create", "configmap", name, "-n", namespace, "--from-literal=k=v");
  }

  /**
   * Returns a field of the record of the object with that name, or an empty text if there is no
   * record.
   */
  static String record(String namespace, String name, String jsonPath) {
    return Cluster.installation()
        .kubectl()
        .run(
            "get",
            "deleted",
            "-n",
            namespace,
            "-l",
            "softdelete.dev/name=" + name,
            "-o",
            "jsonpath={.items[*]" + jsonPath + "}");
  }
}
