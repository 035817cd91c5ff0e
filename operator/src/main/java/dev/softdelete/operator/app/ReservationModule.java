package dev.softdelete.operator.app;

import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.reserve.ReservationCatalog;
import dev.softdelete.operator.reserve.Reservations;
import java.util.List;

/** The names that stay reserved for their former tenants, with the watch that reports them. */
record ReservationModule(ReservationCatalog catalog, Reservations reservations)
    implements Monitored, AutoCloseable {

  /** Starts the watch without waiting for it: the definition may not exist yet. */
  static ReservationModule open(ConnectionModule connection) {
    var catalog = new ReservationCatalog(connection.client());
    // The listener is added to a watch that already runs. It misses nothing: it only notes that
    // something has changed, and that is assumed at first.
    return new ReservationModule(
        catalog, new Reservations(connection.api(), connection.clock(), catalog));
  }

  @Override
  public List<WatchState> watches() {
    return List.of(catalog.watch());
  }

  @Override
  public void close() {
    catalog.close();
  }
}
