package dev.softdelete.operator.webhook;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for the requests that are being answered. Large requests share one part of it, and the
 * many small ones another, so that small requests do not wait for large ones.
 */
final class Workspace {
  private static final int UNIT = 1024;
  private static final int SMALL = 1024 * 1024;

  private final Semaphore small;
  private final Semaphore large;
  private final int largest;
  private final int queue;
  private final Duration patience;

  /** A part of the memory, which is held until it is closed. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Creates the workspace.
   *
   * @param smallBytes the memory of all small requests
   * @param largeBytes the memory of all large requests; one of them may take all of it
   * @param queue how many may wait for memory
   * @param patience how long they wait
   */
  Workspace(int smallBytes, int largeBytes, int queue, Duration patience) {
    this.small = new Semaphore(smallBytes / UNIT);
    this.large = new Semaphore(largeBytes / UNIT);
    this.largest = largeBytes;
    this.queue = queue;
    this.patience = patience;
  }

  boolean holds(long weight) {
    return weight <= largest;
  }

  /**
   * Takes memory, and waits for it if necessary.
   *
   * @throws BusyException if no memory becomes free in time, or too many wait for it
   */
  Share take(long weight) throws BusyException, InterruptedException {
    Semaphore memory = weight <= SMALL ? small : large;
    int units = (int) ((weight + UNIT - 1) / UNIT);
    if (!memory.tryAcquire(units) && !waitFor(memory, units)) {
      throw new BusyException();
    }
    return () -> memory.release(units);
  }

  private boolean waitFor(Semaphore memory, int units) throws InterruptedException {
    return memory.getQueueLength() < queue
        && memory.tryAcquire(units, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Thrown if too much is being answered at the same time. */
  static final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
