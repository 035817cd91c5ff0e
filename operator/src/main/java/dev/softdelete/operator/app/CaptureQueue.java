package dev.softdelete.operator.app;

import dev.softdelete.operator.capture.AwaitingRoom;
import dev.softdelete.operator.capture.Capture;
import dev.softdelete.operator.capture.CaptureWorker;
import dev.softdelete.operator.capture.FreedRoom;
import dev.softdelete.operator.capture.StuckObjects;
import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.stop.LeaderWork;
import dev.softdelete.operator.stop.Repeating;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * Captures the deleted objects in a queue, and those that wait for room as soon as there is some.
 */
final class CaptureQueue {
  private static final int AT_A_TIME = 16;
  private static final Duration LOOK_EACH = Duration.ofMillis(250);

  private CaptureQueue() {}

  static WorkQueue<ObjectKey> start(
      BaseModules base,
      Capture capture,
      StuckObjects stuck,
      MeterRegistry meters,
      LeaderWork work) {
    var connection = base.connection();
    var awaiting = new AwaitingRoom();
    var worker =
        new CaptureWorker(capture, stuck, awaiting, meters, connection.api(), connection.clock());
    var queue = work.add(new WorkQueue<ObjectKey>(AT_A_TIME, worker));
    var freed = new FreedRoom(awaiting, base.catalogs().records(), queue::add);
    work.add(Repeating.named("freed room")).every(LOOK_EACH, freed);
    return queue;
  }
}
