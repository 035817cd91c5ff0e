package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Waits for the release of an object that a create is about to restore. Between the record and the
 * release, the capture may still take up a later write. The wait is short, and few requests wait at
 * once, because the API server has a limited number of requests under way.
 */
final class AwaitedRelease {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
  private static final int AT_ONCE = 16;

  private final Predicate<DeletedResource> stillThere;
  private final Semaphore places = new Semaphore(AT_ONCE);

  AwaitedRelease(Predicate<DeletedResource> stillThere) {
    this.stillThere = stillThere;
  }

  /** Waits until the deleted object is gone. Returns whether it is still there. */
  boolean awaited(DeletedResource record) {
    if (!stillThere.test(record)) {
      return false;
    }
    if (!places.tryAcquire()) {
      return true;
    }
    try {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (stillThere.test(record)) {
        if (System.nanoTime() > deadline) {
          return true;
        }
        Thread.sleep(LOOK_AGAIN);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      places.release();
    }
  }
}
