package dev.softdelete.operator.kube;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures how far this machine's clock is from the API server's clock, by the Date header of its
 * answers.
 */
public final class ServerClock {
  private final Clock local;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public ServerClock(Clock local) {
    this.local = local;
  }

  void observe(Instant serverDate) {
    ahead.set(Duration.between(serverDate, local.instant()));
  }

  /** Returns the API server's time by its last answer, exact to about a second. */
  public Instant now() {
    return local.instant().minus(ahead.get());
  }

  /**
   * Returns how far the local clock is ahead of the API server's clock; negative when it is behind.
   */
  public Duration ahead() {
    return ahead.get();
  }
}
