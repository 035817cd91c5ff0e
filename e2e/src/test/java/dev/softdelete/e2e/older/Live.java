package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import java.time.Duration;

/** What the tests of this package read of the cluster. */
final class Live {
  static final String RETAIN = "softdelete.dev/retain";

  /** A sweep is due after a minute, looked for every half minute. */
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

  /** A field of the record of what had that name; empty when there is none. */
  static String record(String namespace, String name, String jsonPath) {
    return Cluster.installation()
        .kubectl()
        .run(
            "get",
            "dr",
            "-n",
            namespace,
            "-l",
            "softdelete.dev/name=" + name,
            "-o",
            "jsonpath={.items[*]" + jsonPath + "}");
  }
}
