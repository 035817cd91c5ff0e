package dev.softdelete.operator.leadership;

import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.stop.Repeating;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;

/**
 * Configures how JOSDK elects the leader among the replicas. It also makes sure that a leader which
 * cannot renew its lease ends before another replica leads.
 */
public final class Leadership {
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration RENEWED_WITHIN = Duration.ofSeconds(10);

  /**
   * The time between two attempts to get the lease. A replica adds up to 1.2 times this time at
   * random, so another replica leads at most 2.2 s after the lease was given back.
   */
  private static final Duration RETRY = Duration.ofSeconds(1);

  /**
   * The time without a renewal after which the leader ends. Its work ends within 2 s of that,
   * before another replica can get the lease.
   */
  private static final Duration OVERDUE = RENEWED_WITHIN.plusSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(250);

  private Leadership() {}

  /** Checks the lease while this replica leads. */
  public static Repeating watch(Readiness readiness, LeaseRenewals renewals, Runnable lost) {
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
   * Returns the configuration of the election. JOSDK must not end the process by itself, because it
   * would also do so while the program stops in order.
   *
   * @param lost called when this replica no longer leads although the program goes on
   */
  public static LeaderElectionConfiguration election(
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
