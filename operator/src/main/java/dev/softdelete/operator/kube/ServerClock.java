package dev.softdelete.operator.kube;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** How far this machine's clock is from the API server's, from the Date of its answers. */
public final class ServerClock {
  private final Clock local;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public ServerClock(Clock local) {
    this.local = local;
  }

  void observe(Instant serverDate) {
    ahead.set(Duration.between(serverDate, local.instant()));
  }

  /** The API server's time, as of the last answer; exact to about a second. */
  public Instant now() {
    return local.instant().minus(ahead.get());
  }

  /** How far the local clock is ahead of the API server's; negative when behind. */
  public Duration ahead() {
    return ahead.get();
  }
}
