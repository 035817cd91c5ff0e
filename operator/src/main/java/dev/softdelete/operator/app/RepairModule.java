package dev.softdelete.operator.app;

import dev.softdelete.operator.repair.RebuildSchedule;
import dev.softdelete.operator.repair.RecordRebuild;
import dev.softdelete.operator.stop.LeaderWork;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/** Gives copies without a record their record back, and removes what captures left behind. */
record RepairModule(RebuildSchedule rebuilds) {

  static RepairModule create(BaseModules base, BooleanSupplier leading, LeaderWork work) {
    var stored = base.stored();
    var rebuild =
        new RecordRebuild(
            base.connection().api(),
            stored.liveObject(),
            stored.snapshots(),
            stored.writer(),
            base.catalogs().records(),
            base.connection().clock());
    return new RepairModule(work.add(new RebuildSchedule(rebuild, leading, Clock.systemUTC())));
  }

  /** Starts the comparison of copies with records. All records must be known. */
  void start() {
    rebuilds.start();
  }
}
