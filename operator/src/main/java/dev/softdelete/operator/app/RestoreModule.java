package dev.softdelete.operator.app;

import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.health.QueueState;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.repair.RecordRepatriation;
import dev.softdelete.operator.restore.EndingRestores;
import dev.softdelete.operator.restore.Restore;
import dev.softdelete.operator.restore.RestoreOnCreate;
import dev.softdelete.operator.restore.Undelete;
import dev.softdelete.operator.restore.finish.OwnerRelinking;
import dev.softdelete.operator.restore.hold.HeldObject;
import dev.softdelete.operator.stop.LeaderWork;
import java.util.List;

/**
 * Restores deleted objects.
 *
 * @param restorers used by the reconciler of records
 * @param onCreate used by the webhook for a create that restores
 * @param begun receives the objects that such a create has restored
 */
record RestoreModule(
    Undelete.Restorers restorers, RestoreOnCreate onCreate, WorkQueue<ObjectKey> begun)
    implements Monitored {
  private static final int AT_A_TIME = 16;

  static RestoreModule create(
      BaseModules base, FinishModule finishing, CaptureModule capture, LeaderWork work) {
    var api = base.connection().api();
    var discovery = base.connection().discovery();
    var records = base.catalogs().records();
    var stored = base.stored();
    var snapshots = stored.snapshots();
    var applies = stored.applies();
    var reservations = base.reserved().reservations();
    var clock = base.connection().clock();
    var creating = CreateModule.create(base, finishing, capture);
    var held =
        new HeldObject(
            api,
            capture.capture(),
            capture.stuck()::lasts,
            capture.released()::pending,
            FinishModule.waits());
    var finish = finishing.finish();
    var begun = finishing.begun();
    return new RestoreModule(
        new Undelete.Restorers(
            new Restore(api, discovery, snapshots, creating.creates(), held, finish),
            creating.previews(),
            new EndingRestores(api, discovery, snapshots, finish),
            new OwnerRelinking(api, snapshots, records),
            finishing.group(),
            new RecordRepatriation(api, stored.writer(), snapshots, records, clock::now),
            reservations,
            base.logins()),
        new RestoreOnCreate(
            api, snapshots, creating.manifests(), applies, clock::now, capture.released()::pending),
        work.add(new WorkQueue<>(AT_A_TIME, key -> begun.note(key.path()))));
  }

  @Override
  public List<QueueState> queues() {
    return List.of(begun.state("begun restores"));
  }
}
