package dev.softdelete.benchmarks;

import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Holds the operator still while a backlog is made: it stays as warm as one that has run for days,
 * and what users ask for is not measured. Shorter than its lease, or it ends.
 */
final class OperatorHold {
  private OperatorHold() {}

  /**
   * Returns with the operator running again.
   *
   * @return when it went on, by {@link System#nanoTime()}
   */
  static long during(OperatorProcess operator, Runnable work) {
    long pid = operator.pid();
    signal("-STOP", pid);
    try {
      work.run();
      return System.nanoTime();
    } finally {
      signal("-CONT", pid);
    }
  }

  private static void signal(String signal, long pid) {
    try {
      int exit = new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("the operator, process " + pid + ", has ended");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
