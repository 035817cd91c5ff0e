package dev.softdelete.operator.capture;

import java.time.Duration;
import java.util.List;

/**
 * The objects that were deleted in the foreground, as seen by a watch: their dependents are deleted
 * or being deleted. This is remembered here because the garbage collector removes its finalizer
 * when it is done, and the object then does not show it any more.
 */
public final class ForegroundDeletes {
  private static final String FINALIZER = "foregroundDeletion";
  private static final int MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final RecentEntries<String, Boolean> seen =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /** Examines one version of a deleted object. */
  void see(String uid, List<String> finalizers) {
    if (finalizers.contains(FINALIZER)) {
      seen.put(uid, true);
    }
  }

  boolean contains(String uid) {
    return seen.find(uid).isPresent();
  }
}
