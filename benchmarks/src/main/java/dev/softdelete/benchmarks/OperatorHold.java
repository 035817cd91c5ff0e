package dev.softdelete.benchmarks;

import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Suspends the operator while a backlog is created. The operator stays as warm as after days of
 * work, and the requests that create the backlog are not measured. The work must be shorter than
 * the operator's lease, or the operator ends.
 */
final class OperatorHold {
  private OperatorHold() {}

  /**
   * Runs the work, and returns with the operator running again.
   *
   * @return when the operator continued, by {@link System#nanoTime()}
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
