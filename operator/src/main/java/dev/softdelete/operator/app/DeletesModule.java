package dev.softdelete.operator.app;

import dev.softdelete.operator.capture.CaptureWatches;
import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.health.QueueState;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.protect.FirstUpdate;
import dev.softdelete.operator.protect.ServedKinds;
import dev.softdelete.operator.stop.LeaderWork;
import java.util.List;

/**
 * Watches the covered kinds.
 *
 * @param watches find deleted objects, and new ones without the finalizer
 * @param updates the new objects that get the finalizer by an update of ours
 */
record DeletesModule(CaptureWatches watches, WorkQueue<ObjectKey> updates) {
  private static final int AT_A_TIME = 4;

  static DeletesModule create(
      BaseModules base,
      CaptureModule capture,
      RestoreModule restore,
      ServedKinds kinds,
      Scope.Surroundings surroundings,
      LeaderWork work) {
    var connection = base.connection();
    var first = new FirstUpdate(connection.api(), base.catalogs().policies(), surroundings);
    var updates = work.add(new WorkQueue<ObjectKey>(AT_A_TIME, first::done));
    var watches =
        work.add(
            new CaptureWatches(
                connection.metadataClient(),
                capture.foreground(),
                capture.queue()::add,
                restore.begun()::add,
                ended -> {
                  if (capture.released().contains(ended.uid())) {
                    capture.ended().add(ended);
                  }
                },
                unheld -> {
                  if (kinds.onUpdate(unheld.type())) {
                    updates.add(unheld);
                  }
                }));
    return new DeletesModule(watches, updates);
  }

  List<WatchState> states() {
    return watches.states();
  }

  List<QueueState> queues() {
    return List.of(updates.state("first updates"));
  }
}
