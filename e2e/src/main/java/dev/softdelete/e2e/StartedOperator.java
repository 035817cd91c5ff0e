package dev.softdelete.e2e;

/**
 * A started operator.
 *
 * @param process the process that was started, with the exit code of the operator
 * @param jvm the JVM of the operator, which is the process itself unless a container is around it
 */
public record StartedOperator(Process process, ProcessHandle jvm) {
  /** Sends SIGTERM. */
  void terminate() {
    jvm.destroy();
  }

  /** Sends SIGKILL, and waits until nothing of it runs. */
  void kill() {
    jvm.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
