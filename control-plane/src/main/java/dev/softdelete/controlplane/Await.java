package dev.softdelete.controlplane;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a server, with a time limit. */
final class Await {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private Await() {}

  /**
   * Waits until the condition holds.
   *
   * @throws ControlPlaneException with the end of the server's log, if the server ends or the
   *     condition does not hold within 60 s
   */
  static void ready(ServerProcess server, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (!server.isAlive()) {
        throw died(server);
      }
      if (System.nanoTime() > deadline) {
        throw new ControlPlaneException(
            "%s is not ready after %d s. The end of its log:%n%s"
                .formatted(server.name(), LIMIT.toSeconds(), server.lastLines()));
      }
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ControlPlaneException("Interrupted while waiting for " + server.name(), e);
      }
    }
  }

  private static ControlPlaneException died(ServerProcess server) {
    String end = server.lastLines();
    String message = "%s ended. The end of its log:%n%s".formatted(server.name(), end);
    return end.contains("address already in use")
        ? new PortTakenException(message)
        : new ControlPlaneException(message);
  }
}
