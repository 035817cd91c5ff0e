package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Waits for the release of an object that a create is about to restore. Between the record and the
 * release, the capture may still take up a later write.
 */
final class AwaitedRelease {
  private final Predicate<DeletedResource> stillThere;
  private final ShortWait wait;

  AwaitedRelease(Predicate<DeletedResource> stillThere, WaitLimits limits) {
    this.stillThere = stillThere;
    this.wait = new ShortWait(limits, Duration.ofMillis(25), 16);
  }

  /** Waits until the deleted object is gone. Returns whether it is still there. */
  boolean awaited(DeletedResource record) {
    return stillThere.test(record)
        && wait.forEndOf(record.getSpec().resource().uid(), () -> stillThere.test(record))
            != ShortWait.End.OVER;
  }
}
