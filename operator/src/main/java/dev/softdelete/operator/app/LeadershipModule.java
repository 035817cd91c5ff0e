package dev.softdelete.operator.app;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.leadership.LeaderLease;
import dev.softdelete.operator.leadership.Leadership;
import dev.softdelete.operator.leadership.LeaseRenewals;
import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.stop.LeaderWork;
import dev.softdelete.operator.stop.Repeating;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The election of the leader, the work that only the leader does, and what follows a lost lease.
 */
record LeadershipModule(
    Settings settings,
    Readiness readiness,
    LeaseRenewals renewals,
    LeaderWork work,
    Runnable failed) {
  private static final Logger log = LoggerFactory.getLogger(LeadershipModule.class);

  /**
   * How long work may take to finish. With the time for interrupts after it, the lease is given
   * back within 10 s of SIGTERM.
   */
  private static final Duration FINISHED_WITHIN = Duration.ofSeconds(5);

  /** The same after a lost lease: another replica may lead already. */
  private static final Duration FINISHED_AFTER_LOSS = Duration.ofSeconds(1);

  /** Creates the stage; this replica takes part in the election once the controllers start. */
  static LeadershipModule create(Settings settings, Readiness readiness, Runnable failed) {
    var work =
        new LeaderWork(
            () -> readiness.stillAsked().isZero() ? FINISHED_AFTER_LOSS : FINISHED_WITHIN);
    var renewals = new LeaseRenewals(settings.namespace(), System::nanoTime);
    return new LeadershipModule(settings, readiness, renewals, work, failed);
  }

  /** Whether this replica leads and is not stopping. */
  BooleanSupplier leading() {
    return readiness::leading;
  }

  LeaderElectionConfiguration election() {
    return Leadership.election(settings, readiness, renewals, this::leaseLost);
  }

  /** Returns the lease, which is given back when it is closed. */
  LeaderLease lease(ApiServer api) {
    return new LeaderLease(api, settings.namespace(), settings.identity());
  }

  /** Checks until the result is closed that this replica renews its lease in time. */
  AutoCloseable watch() {
    Repeating watch = Leadership.watch(readiness, renewals, this::leaseLost);
    return () -> watch.drain(Duration.ZERO);
  }

  /** Ends the process: another replica leads, or the API server cannot be reached. */
  private void leaseLost() {
    log.error("the lease is lost; the process ends, to start again as a replica that stands by");
    readiness.fails();
    failed.run();
  }
}
