package dev.softdelete.operator.restore.request;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Remembers since when each restore has waited for another component. A restart of the operator
 * starts all waits again.
 */
public final class WaitingSince {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Cache<String, Instant> since =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

  public WaitingSince(InstantSource clock) {
    this.clock = clock;
  }

  /** Starts the wait of an object, if it has not started yet. */
  public void start(String uid) {
    since.asMap().putIfAbsent(uid, clock.instant());
  }

  /** Returns for how long the object has waited; empty if it does not wait. */
  public Optional<Duration> elapsed(String uid) {
    return Optional.ofNullable(since.getIfPresent(uid))
        .map(start -> Duration.between(start, clock.instant()));
  }

  /** Whether the object waits, and has done so for less than the limit. */
  public boolean within(String uid, Duration limit) {
    return elapsed(uid).filter(e -> e.compareTo(limit) < 0).isPresent();
  }

  /** Ends the wait of an object. */
  public void end(String uid) {
    since.invalidate(uid);
  }
}
