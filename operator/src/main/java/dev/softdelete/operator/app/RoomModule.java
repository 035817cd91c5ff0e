package dev.softdelete.operator.app;

import dev.softdelete.operator.capture.RoomForRecord;
import dev.softdelete.operator.room.Room;
import io.micrometer.core.instrument.MeterRegistry;

/** Makes room for new records within the limits of a policy. */
final class RoomModule {
  private RoomModule() {}

  static RoomForRecord create(BaseModules base, MeterRegistry meters) {
    var stored = base.stored();
    var records = base.catalogs().records();
    var clock = base.connection().clock();
    return new RoomForRecord(
        new Room(base.connection().api(), stored.snapshots(), records, clock, meters),
        records,
        base.reserved().reservations(),
        clock,
        stored.writer().operatorNamespace());
  }
}
