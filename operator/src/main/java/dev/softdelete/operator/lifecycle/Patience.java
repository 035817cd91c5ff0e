package dev.softdelete.operator.lifecycle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a refusal that will not go away by itself is not believed: whoever restores an
 * application asks for one object after the other, and the first may need the last.
 */
final class Patience {
  /** Between the first and the last request of one command. */
  private static final Duration ALWAYS = Duration.ofSeconds(2);

  private static final Duration WHILE_OTHERS_COME = Duration.ofMinutes(1);

  private final Cache<String, Instant> firstRefused =
      Caffeine.newBuilder().expireAfterAccess(WHILE_OTHERS_COME.multipliedBy(2)).build();

  /**
   * Whether to try again for now.
   *
   * @param uid of the record
   * @param othersCome whether something else that it may need is being restored
   */
  boolean lasts(String uid, boolean othersCome, Instant now) {
    Instant first = firstRefused.asMap().computeIfAbsent(uid, u -> now);
    boolean lasts = now.isBefore(first.plus(othersCome ? WHILE_OTHERS_COME : ALWAYS));
    if (!lasts) {
      firstRefused.invalidate(uid);
    }
    return lasts;
  }

  /** Its restore is over: the next begins anew. */
  void forget(String uid) {
    firstRefused.invalidate(uid);
  }
}
