package dev.softdelete.operator.webhook;

import java.time.Duration;

/**
 * An action that many threads wait for and that runs only at intervals. Each thread waits for a run
 * that begins after its call. All threads that have called before that run share it.
 */
final class CoalescedAction {
  private final Runnable action;
  private final long apart;
  private long begun;

  CoalescedAction(Runnable action, Duration apart) {
    this.action = action;
    this.apart = apart.toNanos();
    this.begun = System.nanoTime() - this.apart;
  }

  /**
   * Waits for a run that begins after this call. An exception of the action is thrown only to the
   * thread that ran it.
   */
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
