package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A write that the API server accepts while an object is captured and released is in its record.
 */
class LastWriteIsKeptTest {
  private static final int TIMES = 40;

  /** The capture is conditional on the version, so a faster writer would delay it. */
  private static final Duration BETWEEN_WRITES = Duration.ofMillis(50);

  @Test
  void anAcceptedWriteIsRestored() throws InterruptedException {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    Caller admin = Caller.administrator();
    Map<String, String> accepted = new HashMap<>();
    for (int i = 0; i < TIMES; i++) {
      String name = "c" + i;
      String path = path(ns, name);
      assertThat(admin.create(collection(ns), configMap(ns, name)).ok()).isTrue();
      admin.delete(path, "{}");
      accepted.put(name, lastAccepted(admin, path));
    }

    for (var write : accepted.entrySet()) {
      String record = record(ns, write.getKey());
      Cluster.kubectl().run("annotate", "deleted", record, "-n", ns, "softdelete.dev/restore=true");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(admin.get(path(ns, write.getKey())).body().at("/data/write").asText())
                      .isEqualTo(write.getValue()));
    }
  }

  /** Writes until the object is gone. Returns the last value that was accepted. */
  private static String lastAccepted(Caller admin, String path) throws InterruptedException {
    String last = "0";
    for (int write = 1; ; write++) {
      Caller.Answer answer = admin.merge(path, "{data: {write: \"%d\"}}".formatted(write));
      if (answer.code() == 404) {
        return last;
      }
      if (answer.ok()) {
        last = String.valueOf(write);
      }
      Thread.sleep(BETWEEN_WRITES);
    }
  }

  private static String record(String ns, String name) {
    return Cluster.kubectl()
        .run(
            "get",
            "deleted",
            "-n",
            ns,
            "-o",
            "jsonpath={.items[?(@.spec.resource.name==\"" + name + "\")].metadata.name}");
  }

  private static String configMap(String ns, String name) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}, data: {write: \"0\"}}"
        .formatted(name, ns);
  }

  private static String collection(String ns) {
    return "/api/v1/namespaces/" + ns + "/configmaps";
  }

  private static String path(String ns, String name) {
    return collection(ns) + "/" + name;
  }
}
