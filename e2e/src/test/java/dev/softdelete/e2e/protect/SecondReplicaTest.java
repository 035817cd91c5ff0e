package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("delivery")
class SecondReplicaTest {
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
          """);
  private final OperatorProcess second =
      new OperatorProcess(
          Cluster.installation().operatorKubeconfig(), Path.of("target", "operator-2.log"));

  @AfterEach
  void leaveTheFirstInCharge() {
    second.kill();
    Policies.abandon(ns);
  }

  @Test
  void standsByReadyAndTakesOverWhenTheLeaderDies() {
    Kubectl admin = Cluster.kubectl();
    second.startReady();
    Objects.configMap(ns, "before");
    Objects.delete("cm", "before", "-n", ns);
    assertThat(captures(second)).as("captures of the one that stands by").isZero();
    assertThat(captures(Cluster.operator())).isPositive();
    Objects.configMap(ns, "after");

    Cluster.operator().kill();
    admin.run("delete", "cm", "after", "-n", ns, "--wait=false");

    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> !admin.call("get", "cm", "after", "-n", ns).ok());
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(captures(second)).isEqualTo(1));
    assertThat(second.ready()).isTrue();
  }

  private static long captures(OperatorProcess operator) {
    return operator
        .metrics()
        .lines()
        .filter(line -> line.startsWith("softdelete_captures_total"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
