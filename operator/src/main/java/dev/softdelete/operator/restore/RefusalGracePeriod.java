package dev.softdelete.operator.restore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides how long a permanent refusal is treated as temporary. A user who restores an application
 * requests one object after another, and the first object may need the last one.
 */
final class RefusalGracePeriod {
  /** Covers the time between the first and the last request of one command. */
  private static final Duration ALWAYS = Duration.ofSeconds(2);

  private static final Duration WHILE_OTHERS_COME = Duration.ofMinutes(1);

  private final Cache<String, Instant> firstRefused =
      Caffeine.newBuilder().expireAfterAccess(WHILE_OTHERS_COME.multipliedBy(2)).build();

  /**
   * Whether the restore should be tried again for now.
   *
   * @param uid the UID of the record
   * @param othersCome whether another object that this one may need is being restored
   */
  boolean lasts(String uid, boolean othersCome, Instant now) {
    Instant first = firstRefused.asMap().computeIfAbsent(uid, u -> now);
    boolean lasts = now.isBefore(first.plus(othersCome ? WHILE_OTHERS_COME : ALWAYS));
    if (!lasts) {
      firstRefused.invalidate(uid);
    }
    return lasts;
  }

  /**
   * Forgets the refusals of a record whose restore has ended, so that its next restore starts again
   * from zero.
   */
  void forget(String uid) {
    firstRefused.invalidate(uid);
  }
}
