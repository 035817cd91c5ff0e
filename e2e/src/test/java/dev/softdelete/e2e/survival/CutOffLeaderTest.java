package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A leader that receives nothing more from the API server, on connections that stay open. */
@Tag("delivery")
class CutOffLeaderTest {
  /**
   * The leader's work ends within the 15 s of its lease. The process ends a little later, because
   * it tries to release the lease.
   */
  private static final Duration SOON = Duration.ofSeconds(18);

  private static final Duration FOR_EVER = Duration.ofMinutes(2);

  @Test
  void ends() throws IOException {
    try (var operator = FaultyOperator.begin();
        Trial trial = Trial.begin("  retention: 1h\n")) {
      trial.createAndDelete("by-the-leader");

      operator.proxy().fault(new Silence());
      long cut = System.nanoTime();
      int exit = operator.process().awaitExit(SOON.multipliedBy(2));

      assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(SOON);
      assertThat(exit).isNotZero();
    }
    var _ = Cluster.operator();
  }

  private static final class Silence implements Fault {
    @Override
    public boolean forwards(ProxiedRequest request) {
      try {
        Thread.sleep(FOR_EVER);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
  }
}
