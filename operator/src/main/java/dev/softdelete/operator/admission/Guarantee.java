package dev.softdelete.operator.admission;

import java.time.Duration;

/** Who puts the finalizer on, and so how far a policy can be relied on. */
public enum Guarantee {
  /** The API server itself, in every request. */
  API_SERVER(Duration.ofSeconds(20)),
  /** Our webhook, whose absence must not stop the cluster; what slips through, a sweep finds. */
  WEBHOOK(Duration.ofSeconds(5));

  private final Duration actsWithin;

  Guarantee(Duration actsWithin) {
    this.actsWithin = actsWithin;
  }

  /**
   * How long to wait for it before anything else. Not long for a webhook: when all replicas start
   * at once, the API server reaches none of them until the first says that it is ready.
   */
  public Duration actsWithin() {
    return actsWithin;
  }
}
