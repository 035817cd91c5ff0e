package dev.softdelete.operator.app;

import dev.softdelete.operator.capture.Capture;
import dev.softdelete.operator.capture.CaptureContextLoader;
import dev.softdelete.operator.capture.Causes;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.capture.EndedObject;
import dev.softdelete.operator.capture.FinalDeletions;
import dev.softdelete.operator.capture.ForegroundDeletes;
import dev.softdelete.operator.capture.LastWrites;
import dev.softdelete.operator.capture.ReleasedObjects;
import dev.softdelete.operator.capture.StuckObjects;
import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.health.QueueState;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.restore.FinishedBeforeCapture;
import dev.softdelete.operator.stop.LeaderWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * Captures deleted objects: those in the queue, and held objects that are restored.
 *
 * @param queue receives the deleted objects that watches and sweeps find
 * @param requests the deletes that this replica's webhook was asked for
 * @param foreground the objects that were seen during a deletion in the foreground
 * @param stuck the objects that could not be captured so far
 * @param released the objects whose last version is still to be compared
 * @param ended receives the objects that are gone
 */
record CaptureModule(
    Capture capture,
    WorkQueue<ObjectKey> queue,
    DeleteRequests requests,
    ForegroundDeletes foreground,
    StuckObjects stuck,
    ReleasedObjects released,
    WorkQueue<EndedObject> ended)
    implements Monitored {
  private static final int AT_A_TIME = 16;

  static CaptureModule create(
      BaseModules base, FinishModule finish, MeterRegistry meters, LeaderWork work) {
    var api = base.connection().api();
    var clock = base.connection().clock();
    var catalogs = base.catalogs();
    var stored = base.stored();
    var requests = new DeleteRequests();
    var foreground = new ForegroundDeletes();
    var records = catalogs.records();
    var causes =
        new Causes(requests::of, records::ofUid, stored.owners()::gone, new FinalDeletions());
    var policies = catalogs.policies();
    var namespaces = catalogs.namespaces();
    var kinds = catalogs.definitions();
    var context =
        new CaptureContextLoader(policies, namespaces, kinds, foreground, causes, records);
    var released = new ReleasedObjects(System::nanoTime);
    var snapshots = stored.snapshots();
    var writer = stored.writer();
    var names = base.reserved().reservations();
    var room = RoomModule.create(base, meters);
    var restores = new FinishedBeforeCapture(finish.begun(), FinishModule.waits());
    var capture =
        new Capture(api, snapshots, writer, context, clock, names, room, restores, released);
    var stuck = new StuckObjects();
    var queue = CaptureQueue.start(base, capture, stuck, meters, work);
    var lastWrites = new LastWrites(api, released, capture);
    var ended = work.add(new WorkQueue<EndedObject>(AT_A_TIME, lastWrites));
    return new CaptureModule(capture, queue, requests, foreground, stuck, released, ended);
  }

  @Override
  public List<QueueState> queues() {
    return List.of(queue.state("captures"), ended.state("last writes"));
  }
}
