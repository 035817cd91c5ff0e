package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A user who restores a namespace after its purge was requested gets all of it back. */
@Tag("soak")
class PurgeCalledOffTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
          """);

  @Test
  void alsoWhereNobodyWasToldToWait() throws InterruptedException {
    for (String name : List.of("a", "b", "c")) {
      kubectl.run("create", "configmap", name, "-n", ns);
    }
    DeletedNamespace gone = DeletedNamespace.delete(ns);
    Cluster.operator().kill();
    Kubectl admin = Cluster.installation().kubectl();
    String home = DeletedNamespace.HOME_OF_RECORDS;
    admin.run("delete", "deleted", gone.record(), "-n", home, "--wait=false");
    admin.run(
        "delete",
        "deleted",
        "-n",
        home,
        "-l",
        "softdelete.dev/deletion-group=" + gone.uid(),
        "--wait=false");
    // The API server stores times in whole seconds.
    Thread.sleep(Duration.ofSeconds(2));
    admin.run("annotate", "deleted", gone.record(), "-n", home, "softdelete.dev/restore=true");

    var _ = Cluster.operator();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.call("get", "configmaps", "-n", ns, "-o", "name").out())
                    .contains("configmap/a", "configmap/b", "configmap/c"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.call("get", "deleted", gone.record(), "-n", home).ok())
                    .isFalse());
  }
}
