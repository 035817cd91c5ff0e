package dev.softdelete.operator.policy;

import java.time.Duration;

/** The component that adds the finalizer, and therefore how reliable a policy is. */
public enum Guarantee {
  /** The API server itself adds the finalizer in every request. */
  API_SERVER(Duration.ofSeconds(20), Duration.ofSeconds(8)),
  /**
   * Our webhook adds the finalizer. Its absence must not stop the cluster, so a sweep finds the
   * objects that it missed.
   */
  WEBHOOK(Duration.ofSeconds(5), Duration.ZERO);

  private final Duration actsWithin;
  private final Duration settling;

  Guarantee(Duration actsWithin, Duration settling) {
    this.actsWithin = actsWithin;
    this.settling = settling;
  }

  /**
   * Returns how long a custom kind is left out after its definition was established. The API server
   * reads the schemas for its MutatingAdmissionPolicies every five seconds, and until it has the
   * schema of a kind, it answers 503 to each request that such a policy matches.
   */
  public Duration settling() {
    return settling;
  }

  /**
   * Returns how long to wait for a policy to take effect before anything else happens. The wait for
   * a webhook is short: if all replicas start at once, the API server cannot reach any of them
   * until the first replica reports that it is ready.
   */
  public Duration actsWithin() {
    return actsWithin;
  }
}
