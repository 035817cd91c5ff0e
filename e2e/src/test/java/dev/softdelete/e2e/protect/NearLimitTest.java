package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A policy warns at 80 % of a limit, before deleted objects have to wait. */
@Tag("soak")
class NearLimitTest {
  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void theStatusAndAnEventSaySoUntilThereIsRoomAgain() {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              limits: {records: 5}
            """);
    for (String name : new String[] {"a", "b", "c", "d"}) {
      kubectl.run("create", "configmap", name, "-n", ns);
      kubectl.run("delete", "configmap", name, "-n", ns);
    }

    kubectl.run("wait", "sdp/" + ns, "--for=condition=NearLimit", "--timeout=90s");

    assertThat(Policies.status(ns, "nearLimits[*].namespace")).isEqualTo(ns);
    assertThat(Policies.status(ns, "nearLimits[*].percent")).isEqualTo("80");
    assertThat(
            kubectl.run(
                "get",
                "events",
                "-n",
                "default",
                "--field-selector=reason=NearLimit,involvedObject.name=" + ns,
                "-o",
                "jsonpath={.items[*].message}"))
        .contains("namespace " + ns + ": 80 % of limits.records");

    kubectl.run("delete", "deleted", "--all", "-n", ns, "--timeout=60s");
    eventually(() -> assertThat(Policies.status(ns, "nearLimits[*].namespace")).isEmpty());
    assertThat(Policies.status(ns, "conditions[?(@.type=='NearLimit')].status")).isEmpty();
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(90)).untilAsserted(holds);
  }
}
