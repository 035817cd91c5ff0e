package dev.softdelete.operator.repair;

import dev.softdelete.operator.stop.Drainable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schedules the comparison of records with snapshots: once we are the leader, on request, and
 * periodically.
 */
public final class RebuildSchedule implements Drainable {
  private static final Logger log = LoggerFactory.getLogger(RebuildSchedule.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration UNSETTLED = Duration.ofSeconds(10);
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private final RecordRebuild rebuild;
  private final BooleanSupplier leading;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("record-rebuild").factory());
  private volatile Instant due = Instant.EPOCH;

  public RebuildSchedule(RecordRebuild rebuild, BooleanSupplier leading, Clock clock) {
    this.rebuild = rebuild;
    this.leading = leading;
    this.clock = clock;
  }

  /** Starts the schedule. The caller must make sure that the records are in sync. */
  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Requests a comparison soon, because a record may have been lost. */
  public void soon() {
    due = Instant.EPOCH;
  }

  @Override
  public void drain(Duration atMost) {
    Drainable.drain(timer, atMost);
  }

  private void tick() {
    if (!leading.getAsBoolean() || clock.instant().isBefore(due)) {
      return;
    }
    Duration wait = UNSETTLED;
    due = Instant.MAX;
    try {
      if (rebuild.run()) {
        wait = SETTLED;
      }
    } catch (RuntimeException e) {
      log.warn("records could not be held against snapshots: {}", e.toString());
    }
    if (due.equals(Instant.MAX)) {
      due = clock.instant().plus(wait);
    }
  }
}
