package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.survival.Death.Moment;
import dev.softdelete.e2e.whole.DeletedNamespace;
import dev.softdelete.e2e.whole.FullNamespace;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A namespace is deleted and restored while the operator is killed at five random writes. */
@Tag("soak")
class NamespaceUnderKillsTest {
  private static final int WHILE_IT_GOES = 2;
  private static final int WHILE_IT_COMES_BACK = 3;

  /** The deletion and the restore take about a hundred writes each. */
  private static final int LIFE_OF_WRITES = 35;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void nothingIsLost() throws IOException, InterruptedException {
    System.out.println("NamespaceUnderKillsTest: seed " + seed);
    try (var operator = FaultyOperator.begin()) {
      Kubectl kubectl = Cluster.installation().kubectl();
      FullNamespace full = FullNamespace.create();
      var before = full.content();
      String uid = full.itself().at("/metadata/uid").asText();

      dieDuring(
          operator,
          WHILE_IT_GOES,
          () -> kubectl.run("delete", "namespace", full.name(), "--wait=false"));
      kubectl.run("wait", "ns/" + full.name(), "--for=delete", "--timeout=120s");
      DeletedNamespace gone = DeletedNamespace.gone(full.name(), uid);
      assertThat(gone.members("DELETED")).as("seed %d", seed).containsAll(before.keySet());
      dieDuring(operator, WHILE_IT_COMES_BACK, gone::ask);
      gone.awaitRestored();

      assertThat(FullNamespace.essences(full.content()))
          .as("seed %d", seed)
          .isEqualTo(FullNamespace.essences(before));
      assertThat(full.data()).as("seed %d", seed).hasContent("precious");
      assertThat(gone.members("RESTORED")).containsAll(before.keySet()).doesNotHaveDuplicates();
      full.abandon();
    }
  }

  private void dieDuring(FaultyOperator operator, int deaths, Runnable act)
      throws InterruptedException {
    for (int n = 1; n <= deaths; n++) {
      var death =
          Death.at(
              new Death.Point(
                  1 + random.nextInt(LIFE_OF_WRITES),
                  random.nextBoolean() ? Moment.BEFORE : Moment.AFTER),
              operator.process(),
              NamespaceUnderKillsTest::concernsUs);
      operator.proxy().fault(death);
      if (n == 1) {
        act.run();
      } else {
        operator.process().start();
      }
      assertThat(death.awaited()).as("seed %d, died at one of %s", seed, death.writes()).isTrue();
    }
    operator.restart();
  }

  private static boolean concernsUs(ProxiedRequest request) {
    String target = request.target();
    return (target.contains("/namespaces/") && !target.contains("/leases"))
        || target.startsWith("/api/v1/namespaces/" + Installation.NAMESPACE + "/secrets");
  }
}
