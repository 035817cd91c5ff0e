package dev.softdelete.operator.app;

import dev.softdelete.operator.capture.AwaitingRoom;
import dev.softdelete.operator.capture.FreedRoom;
import dev.softdelete.operator.capture.RoomForRecord;
import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.record.RecordIndex;
import dev.softdelete.operator.room.Room;
import dev.softdelete.operator.stop.LeaderWork;
import dev.softdelete.operator.stop.Repeating;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Makes room for new records within the limits of a policy. */
final class RoomModule {
  private static final Duration EACH = Duration.ofMillis(250);

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

  /** Tries the captures that wait for room again when there is some. */
  static void wake(
      AwaitingRoom awaiting, RecordIndex records, WorkQueue<ObjectKey> queue, LeaderWork work) {
    work.add(Repeating.named("freed room"))
        .every(EACH, new FreedRoom(awaiting, records, queue::add));
  }
}
