package dev.softdelete.operator.recreate;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Waits in the answer to a create. A wait is short, and few requests wait at once, because the API
 * server has a limited number of requests under way.
 */
final class ShortWait {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Duration lookAgain;
  private final Semaphore places;

  /** How a wait has ended. */
  enum End {
    /** What was awaited has ended. */
    OVER,
    /** It goes on after the longest wait. */
    TOO_LONG,
    /** Too many others wait, or the process ends. */
    GIVEN_UP
  }

  ShortWait(Duration lookAgain, int atOnce) {
    this.lookAgain = lookAgain;
    this.places = new Semaphore(atOnce);
  }

  /** Waits for the end of what has just been seen to be under way. */
  End forEndOf(BooleanSupplier underWay) {
    if (!places.tryAcquire()) {
      return End.GIVEN_UP;
    }
    try {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      do {
        Thread.sleep(lookAgain);
        if (!underWay.getAsBoolean()) {
          return End.OVER;
        }
      } while (System.nanoTime() < deadline);
      return End.TOO_LONG;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return End.GIVEN_UP;
    } finally {
      places.release();
    }
  }
}
