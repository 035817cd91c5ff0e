package dev.softdelete.operator.stop;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Work that goes on until it is drained. Then no new work begins, and the work in progress ends.
 */
@FunctionalInterface
public interface Drainable {
  /** How long to wait after an interrupt. An interrupted request returns at once. */
  Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

  /**
   * Begins no new work, and waits for the work in progress. Work that takes longer is interrupted
   * and left unfinished, because it can be repeated.
   */
  void drain(Duration atMost);

  /** Drains an executor. Tasks that are scheduled for later are dropped. */
  static void drain(ExecutorService executor, Duration atMost) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
        var _ = executor.awaitTermination(AFTER_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
