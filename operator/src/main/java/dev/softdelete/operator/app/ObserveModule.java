package dev.softdelete.operator.app;

import dev.softdelete.operator.observe.ObservationReports;
import dev.softdelete.operator.observe.Observations;
import dev.softdelete.operator.observe.ObserveHandler;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/** Counts for the policies that only observe, on every replica. */
record ObserveModule(Observations observations, ObserveHandler handler) {

  static ObserveModule create(BaseModules base, MeterRegistry meters) {
    var observations = new Observations(base.catalogs().policies(), meters);
    var handler =
        new ObserveHandler(
            observations,
            base.requesters(),
            base.catalogs().namespaces(),
            new RequestKinds(base)::of);
    return new ObserveModule(observations, handler);
  }

  /** Returns the work that writes the numbers into the status of the policies. */
  ObservationReports reports(BaseModules base, BooleanSupplier leading) {
    var connection = base.connection();
    return new ObservationReports(
        connection.api(), observations, leading, connection.clock()::now, System::nanoTime);
  }
}
