package dev.softdelete.operator.recreate;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Waits in the answer to a create. A wait is short, and few requests wait at once, because the API
 * server has a limited number of requests under way.
 */
final class ShortWait {
  private final WaitLimits limits;
  private final Duration lookAgain;
  private final Semaphore places;

  /** How a wait has ended. */
  enum End {
    /** What was awaited has ended. */
    OVER,
    /** It goes on after the longest wait, which may have been over before. */
    TOO_LONG,
    /** Too many others wait, or the process ends. */
    GIVEN_UP
  }

  ShortWait(WaitLimits limits, Duration lookAgain, int atOnce) {
    this.limits = limits;
    this.lookAgain = lookAgain;
    this.places = new Semaphore(atOnce);
  }

  /**
   * Waits for the end of what has just been seen to be under way.
   *
   * @param uid the uid of the deleted object
   */
  End forEndOf(String uid, BooleanSupplier underWay) {
    Duration left = limits.left(uid);
    if (!left.isPositive()) {
      return End.TOO_LONG;
    }
    if (!places.tryAcquire()) {
      return End.GIVEN_UP;
    }
    try {
      long deadline = System.nanoTime() + left.toNanos();
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
