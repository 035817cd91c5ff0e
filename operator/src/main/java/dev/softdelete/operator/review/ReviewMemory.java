package dev.softdelete.operator.review;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ReviewPart;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for the answers that are being made. A review is small, but its answer may be as large
 * as an object, and there may be many at a time.
 */
final class ReviewMemory {
  private static final int KIB = 1024;

  /** How many callers wait for memory at most. */
  private static final int QUEUE = 32;

  /** The least that an answer takes, in KiB. */
  private static final int LEAST = 256;

  /**
   * The memory of a manifest, in multiples of its size: the copy in base64 and decoded, the text,
   * and the answer as JSON, as base64, and as the JSON around that.
   */
  private static final int PER_BYTE = 14;

  /** The same for a preview, which makes trees of the object. */
  private static final int PER_BYTE_OF_TREES = 64;

  private final Semaphore memory;
  private final int all;
  private final Duration patience;

  /** A part of the memory, which is held until it is closed. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Creates the memory.
   *
   * @param kib its size in KiB; one answer may take all of it
   * @param patience how long an answer waits for memory
   */
  ReviewMemory(int kib, Duration patience) {
    this.memory = new Semaphore(kib);
    this.all = kib;
    this.patience = patience;
  }

  /**
   * Takes the memory for an answer, and waits for it if necessary.
   *
   * @throws ReviewRefusedException if too many others are being answered
   */
  Share take(ReviewQuestion question, DeletedResource record) {
    int kib = weight(question, record.getSpec().snapshot().bytes());
    if (!memory.tryAcquire(kib) && !waitFor(kib)) {
      throw ReviewRefusal.BUSY.asException();
    }
    return () -> memory.release(kib);
  }

  /**
   * Returns the memory for an answer in KiB.
   *
   * @param bytes the size of the object
   */
  int weight(ReviewQuestion question, long bytes) {
    int each = question.asksFor(ReviewPart.Restore) ? PER_BYTE_OF_TREES : PER_BYTE;
    return Math.clamp(LEAST + bytes / KIB * each, LEAST, all);
  }

  private boolean waitFor(int kib) {
    try {
      return memory.getQueueLength() < QUEUE
          && memory.tryAcquire(kib, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
