package dev.softdelete.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;

/**
 * How JOSDK elects the leader among the replicas, and that a leader which cannot renew its lease
 * ends before another one leads.
 */
final class Leadership {
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration RENEWED_WITHIN = Duration.ofSeconds(10);

  /**
   * A replica tries again after this time and up to 1.2 times more, at random: 2.2 s after the
   * lease was given back, another one leads.
   */
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Its work ends within 2 s of that: the lease is nobody else's before. */
  private static final Duration OVERDUE = RENEWED_WITHIN.plusSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(250);

  private Leadership() {}

  /** Looks at the lease while we lead. */
  static Repeating watch(Readiness readiness, LeaseRenewals renewals, Runnable lost) {
    var timer = Repeating.named("lease");
    timer.every(
        LOOK,
        () -> {
          if (readiness.leading() && renewals.sinceTheLast().compareTo(OVERDUE) > 0) {
            lost.run();
          }
        });
    return timer;
  }

  /**
   * The election. JOSDK must not end the process by itself: it would also do so while the program
   * stops in order.
   *
   * @param lost called when we lead no more although the program goes on
   */
  static LeaderElectionConfiguration election(
      Settings settings, Readiness readiness, LeaseRenewals renewals, Runnable lost) {
    return new LeaderElectionConfiguration(
        LeaderLease.NAME,
        settings.namespace(),
        LEASE,
        RENEWED_WITHIN,
        RETRY,
        settings.identity(),
        new LeaderCallbacks(
            () -> {
              renewals.begin();
              readiness.leads();
            },
            () -> {
              if (!readiness.stopping()) {
                lost.run();
              }
            },
            leader -> {}),
        false);
  }
}
