package dev.softdelete.operator.controller;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.purge.Purge;
import dev.softdelete.operator.purge.WaitingPurges;
import dev.softdelete.operator.record.CreateUnderWay;
import dev.softdelete.operator.record.PurgeProgress;
import dev.softdelete.operator.record.PurgeStatus;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.EndingRestores;
import dev.softdelete.operator.restore.Undelete;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a record that is being deleted: purges it, and takes our finalizer off when that is done.
 */
final class RecordEnding {
  private static final Logger log = LoggerFactory.getLogger(RecordEnding.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final Undelete undelete;
  private final Purge purge;
  private final WaitingPurges waiting;
  private final StatusWriter status;
  private final RecordEvents events;
  private final ServerClock clock;

  RecordEnding(
      Undelete undelete,
      Purge purge,
      WaitingPurges waiting,
      StatusWriter status,
      RecordEvents events,
      ServerClock clock) {
    this.undelete = undelete;
    this.purge = purge;
    this.waiting = waiting;
    this.status = status;
    this.events = events;
    this.clock = clock;
  }

  /** Finishes a restore that has begun, then purges the record. */
  DeleteControl end(DeletedResource record) {
    return ended(
        record,
        switch (undelete.finishIfBegun(record)) {
          case EndingRestores.Ending.Free f -> purge.purge(record, this::objection);
          case EndingRestores.Ending.NotYet n -> new Purge.Outcome.Waits(n.lookAgain());
          case EndingRestores.Ending.Kept k -> new Purge.Outcome.Delayed(k.why());
        });
  }

  private Optional<Purge.Outcome> objection(DeletedResource record) {
    return CreateUnderWay.until(record, clock.now()).isPresent()
        ? Optional.of(new Purge.Outcome.Waits(TRY_AGAIN))
        : waiting.objection(record).or(() -> outlives(record));
  }

  /**
   * Marks the purge of a record that others keep as begun, before its snapshot goes. A restore that
   * was asked for since the record was read makes the write fail with a conflict.
   */
  private Optional<Purge.Outcome> outlives(DeletedResource record) {
    if (!PurgeStatus.foreignFinalizers(record).isEmpty()
        && RecordStep.restoredAs(record).isEmpty()
        && !(PurgeProgress.of(record) instanceof PurgeProgress.Begun)) {
      status.writeOver(record, PurgeStatus.purging(record, clock.now()));
    }
    return Optional.empty();
  }

  /** Takes our finalizer off, or says why it stays and when to look again. */
  DeleteControl ended(DeletedResource record, Purge.Outcome outcome) {
    return switch (outcome) {
      case Purge.Outcome.Purged p -> gone(record, true, "Its snapshot is gone.");
      case Purge.Outcome.Saved s -> {
        log.info("{}: no purge, it is kept as {}", id(record), s.where());
        yield gone(record, false, "The deletion is kept as " + s.where() + ".");
      }
      case Purge.Outcome.Delayed d -> {
        delayed(record, d.why());
        yield DeleteControl.noFinalizerRemoval().rescheduleAfter(TRY_AGAIN.toMillis());
      }
      case Purge.Outcome.Waits w ->
          DeleteControl.noFinalizerRemoval().rescheduleAfter(shorter(w.lookAgain()).toMillis());
    };
  }

  /** Takes off our finalizer. A record that finalizers of others keep says first what it is. */
  private DeleteControl gone(DeletedResource record, boolean purged, String what) {
    if (!PurgeStatus.foreignFinalizers(record).isEmpty()) {
      status.writeIfNew(record, PurgeStatus.ended(record, purged, what, clock.now()));
    }
    return DeleteControl.defaultDelete();
  }

  /** Writes to the record what delays its purge. */
  void delayed(DeletedResource record, String why) {
    if (status.writeIfNew(record, PurgeStatus.notPurged(record, why, clock.now()))) {
      events.warning(record, PurgeProgress.Reason.PurgeDelayed.name(), why);
    }
  }

  /** Shortens a wait, so that the record notices what has changed meanwhile. */
  static Duration shorter(Duration wait) {
    return Duration.ofMillis(Math.clamp(wait.toMillis(), 1, LOOK_AGAIN.toMillis()));
  }

  private static String id(DeletedResource record) {
    return record.getMetadata().getNamespace() + "/" + record.getMetadata().getName();
  }
}
