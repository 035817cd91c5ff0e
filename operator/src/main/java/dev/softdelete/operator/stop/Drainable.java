package dev.softdelete.operator.stop;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Work that goes on until it is drained: then nothing new begins, and what is under way ends. */
@FunctionalInterface
public interface Drainable {
  /** An interrupted request returns at once. */
  Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

  /**
   * Begins nothing new and waits for what is under way. What takes longer is interrupted and left
   * as it is: it can be repeated.
   */
  void drain(Duration atMost);

  /** Drains an executor: tasks that wait for their time are dropped. */
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
