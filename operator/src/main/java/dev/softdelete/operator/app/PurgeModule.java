package dev.softdelete.operator.app;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.capture.Attribution;
import dev.softdelete.operator.controller.RecordReconciler;
import dev.softdelete.operator.purge.MassPurge;
import dev.softdelete.operator.purge.Purge;
import dev.softdelete.operator.purge.PurgeRequests;
import dev.softdelete.operator.record.PurgeProgress;
import dev.softdelete.operator.record.RecordCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Purges records, one by one or many at a time.
 *
 * @param purges used by the reconciler of records
 * @param requests the purges that this replica's webhook was asked for
 */
record PurgeModule(RecordReconciler.Purges purges, PurgeRequests requests, RecordCatalog records) {

  static PurgeModule create(BaseModules base, MassPurge.Pace pace) {
    var policies = base.catalogs().policies();
    var records = base.catalogs().records();
    var stored = base.stored();
    Predicate<DeletedResource> ignored = record -> Attribution.byIgnored(record, policies.get());
    var purge =
        new Purge(
            base.connection().api(),
            stored.liveObject(),
            stored.snapshots(),
            stored.writer(),
            base.reserved().reservations(),
            ignored);
    var mass = new MassPurge(pace, records::ending, ignored, base.connection().clock()::now);
    return new PurgeModule(
        new RecordReconciler.Purges(purge, mass, policies),
        new PurgeRequests(Clock.systemUTC()),
        records);
  }

  /** Counts the purges that wait, on the leader only, so that they are not counted twice. */
  void measure(MeterRegistry meters, BooleanSupplier leading) {
    meters.gauge(
        "softdelete.purges.waiting",
        records,
        r -> leading.getAsBoolean() ? r.ending().stream().filter(PurgeProgress::waits).count() : 0);
  }
}
