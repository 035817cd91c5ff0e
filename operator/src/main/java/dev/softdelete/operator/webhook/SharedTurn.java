package dev.softdelete.operator.webhook;

import java.time.Duration;

/**
 * Something that many wait for and that is done now and then only. Whoever waits has it done once
 * after they came, together with all who came until then.
 */
final class SharedTurn {
  private final Runnable action;
  private final long apart;
  private long begun;

  SharedTurn(Runnable action, Duration apart) {
    this.action = action;
    this.apart = apart.toNanos();
    this.begun = System.nanoTime() - this.apart;
  }

  /** Throws what it throws, to the one in whose turn it was done. */
  void await() throws InterruptedException {
    long came = System.nanoTime();
    synchronized (this) {
      if (begun - came > 0) {
        return;
      }
      Thread.sleep(Duration.ofNanos(begun + apart - System.nanoTime()));
      begun = System.nanoTime();
      action.run();
    }
  }
}
