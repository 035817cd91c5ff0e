package dev.softdelete.operator.webhook;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the number of large requests that are in memory at the same time. The many small requests
 * do not wait for them.
 */
final class LargeRequests {
  private static final long LARGE = 512 * 1024;
  private static final int AT_A_TIME = 4;
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final Semaphore places = new Semaphore(AT_A_TIME);

  /** A place in memory, which is held until it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a place.
   *
   * @param length the length of the body; negative if it is not known
   * @throws BusyException if no place becomes free in time
   */
  Place take(long length) throws BusyException, InterruptedException {
    if (length >= 0 && length <= LARGE) {
      return () -> {};
    }
    if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new BusyException();
    }
    return places::release;
  }

  /** Thrown if there are too many large requests at the same time. */
  static final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
