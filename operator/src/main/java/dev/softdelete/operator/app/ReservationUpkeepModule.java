package dev.softdelete.operator.app;

import dev.softdelete.operator.reserve.ReservationClocks;
import dev.softdelete.operator.reserve.ReservationEnforcement;
import dev.softdelete.operator.reserve.ReservationUpkeep;
import dev.softdelete.operator.stop.LeaderWork;
import dev.softdelete.operator.stop.Repeating;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Ends reservations in time and publishes them to the API server, on the leader only. */
record ReservationUpkeepModule(ReservationUpkeep upkeep) {
  private static final Duration EACH = Duration.ofMillis(500);

  static ReservationUpkeepModule create(BaseModules base, BooleanSupplier leading) {
    var api = base.connection().api();
    var catalog = base.reserved().catalog();
    var reservations = base.reserved().reservations();
    var records = base.catalogs().records();
    var clocks =
        new ReservationClocks(
            api,
            base.connection().clock(),
            catalog,
            reservations,
            r -> records.ofUid(r.getSpec().resource().uid()).isPresent(),
            base.stored().snapshots());
    return new ReservationUpkeepModule(
        new ReservationUpkeep(
            catalog,
            reservations,
            new ReservationEnforcement(api, base.operator()),
            clocks,
            leading::getAsBoolean,
            base.catalogs().policies()));
  }

  /**
   * Starts the upkeep. The records must be known, because the time of a reservation starts when its
   * object has neither a record nor a copy.
   */
  void start(LeaderWork work) {
    work.add(Repeating.named("reservations")).every(EACH, upkeep);
  }
}
