package dev.softdelete.e2e.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One replica that receives SIGTERM. */
@Tag("delivery")
class TerminationTest {
  private static final Duration STILL_ASKED = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(28);

  private final OperatorProcess operator = Cluster.operator();

  @Test
  void isUnreadyAtOnceAndAnswersForTenSecondsMore() throws InterruptedException {
    long sigterm = System.nanoTime();
    operator.terminate();
    // A second SIGTERM, as an impatient user sends it.
    operator.terminate();
    await().atMost(SOON).until(() -> !operator.ready());

    long lastAnswer = sigterm;
    while (operator.alive()) {
      if (accepts()) {
        lastAnswer = System.nanoTime();
      }
      Thread.sleep(20);
    }

    assertThat(Duration.ofNanos(lastAnswer - sigterm)).isGreaterThan(STILL_ASKED.minusMillis(500));
    assertThat(operator.awaitExit(ENDS_WITHIN)).isZero();
  }

  private boolean accepts() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), operator.webhookPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
