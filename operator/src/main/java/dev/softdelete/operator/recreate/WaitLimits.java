package dev.softdelete.operator.recreate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long creates may still wait for a deleted object. The API server asks the webhook about one
 * create once for each policy, with another request uid each time, so the time is counted by the
 * uid of the deleted object.
 */
public final class WaitLimits {
  /** The longest wait for one object. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  /**
   * For how long nobody waits for an object again that was awaited in vain. A client that tries
   * each second would otherwise be slowed down each time.
   */
  static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final int MOST = 10_000;

  private final LongSupplier nanoTime;
  private final Cache<String, Long> begun;

  /** Creates limits by the clock of this process. */
  public WaitLimits() {
    this(System::nanoTime);
  }

  WaitLimits(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    Ticker ticker = nanoTime::getAsLong;
    this.begun =
        Caffeine.newBuilder().ticker(ticker).expireAfterWrite(REMEMBERED).maximumSize(MOST).build();
  }

  /**
   * Returns how long a wait for the object may take that begins now; zero or less if it may not.
   */
  Duration left(String uid) {
    long now = nanoTime.getAsLong();
    return LIMIT.minusNanos(now - begun.get(uid, u -> now));
  }
}
