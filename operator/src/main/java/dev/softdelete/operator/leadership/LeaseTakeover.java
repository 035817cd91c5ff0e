package dev.softdelete.operator.leadership;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the replicas away by taking their lease. A leader that loses its lease ends, and its
 * successors wait, so no replica writes admission policies again.
 */
public final class LeaseTakeover implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseTakeover.class);
  private static final int RENEW_SECONDS = 5;

  /**
   * How long the lease is held after this program ends: until an uninstall has removed the
   * replicas.
   */
  private static final Duration HELD_ON = Duration.ofSeconds(30);

  /**
   * How long to wait for the leader to end. A leader checks its lease every second, and a leader
   * that cannot reach the lease cannot reach anything else either.
   */
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(5);

  private final ApiServer api;
  private final String path;
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  public LeaseTakeover(ApiServer api, String namespace) {
    this.api = api;
    this.path = LeaderLease.path(namespace);
  }

  /** Takes the lease, and returns when the previous leader has ended. */
  public void take() throws InterruptedException {
    if (write("release", Instant.now())) {
      var _ =
          renewals.scheduleWithFixedDelay(
              this::renew, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
      Thread.sleep(NOTICED_WITHIN);
    }
  }

  private void renew() {
    try {
      write("release", Instant.now());
    } catch (RuntimeException e) {
      log.warn("the lease could not be renewed: {}", e.getMessage());
    }
  }

  /** Keeps the lease after the end, so that no replica takes over soon. */
  public void keep() {
    close();
    write("release", Instant.now().plus(HELD_ON));
  }

  /** Gives the lease back, so that a replica takes over at once. */
  public void giveBack() {
    close();
    write("", Instant.EPOCH);
  }

  private boolean write(String holder, Instant renewTime) {
    var patch = Json.object();
    patch
        .putObject("spec")
        .put("holderIdentity", holder)
        .put(
            "renewTime",
            renewTime.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000Z"));
    try {
      api.mergePatch(path, patch);
      return true;
    } catch (ApiException e) {
      if (e.notFound()) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    renewals.shutdown();
    try {
      var _ = renewals.awaitTermination(RENEW_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
