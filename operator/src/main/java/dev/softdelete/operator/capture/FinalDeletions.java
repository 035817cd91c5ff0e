package dev.softdelete.operator.capture;

import java.time.Duration;
import java.util.Optional;

/**
 * The objects that were let go without a record because their delete is final. The garbage
 * collector deletes their dependents within minutes.
 */
public final class FinalDeletions {
  private static final int MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final RecentEntries<String, Cause> byUid =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /** Remembers an object. Must be called before the object is released. */
  void add(String uid, Cause cause) {
    byUid.put(uid, cause);
  }

  Optional<Cause> of(String uid) {
    return byUid.find(uid);
  }
}
