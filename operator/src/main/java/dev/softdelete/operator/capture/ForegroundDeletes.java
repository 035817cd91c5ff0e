package dev.softdelete.operator.capture;

import java.time.Duration;
import java.util.List;

/**
 * What was deleted in the foreground, as a watch has shown: its dependents are gone or going. The
 * garbage collector takes its finalizer off when it is done, and then nothing on the object tells.
 */
public final class ForegroundDeletes {
  private static final String FINALIZER = "foregroundDeletion";
  private static final int MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final RecentEntries<String, Boolean> seen =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /** A version of a deleted object. */
  void see(String uid, List<String> finalizers) {
    if (finalizers.contains(FINALIZER)) {
      seen.put(uid, true);
    }
  }

  boolean contains(String uid) {
    return seen.find(uid).isPresent();
  }
}
