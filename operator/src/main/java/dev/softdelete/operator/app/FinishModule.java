package dev.softdelete.operator.app;

import dev.softdelete.operator.restore.BegunRestores;
import dev.softdelete.operator.restore.finish.RestoreFinish;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.request.WaitingSince;
import java.time.InstantSource;

/**
 * Finishes restored objects. Restores need it, and captures too: an object that is deleted again is
 * finished before it is captured.
 */
record FinishModule(Group group, RestoreFinish finish, BegunRestores begun) {

  static FinishModule create(BaseModules base) {
    var api = base.connection().api();
    var stored = base.stored();
    var group = base.group();
    var finish = new RestoreFinish(api, stored.applies(), waits(), base.logins());
    return new FinishModule(
        group, finish, new BegunRestores(api, stored.snapshots(), group, stored.applies(), finish));
  }

  static WaitingSince waits() {
    return new WaitingSince(InstantSource.system());
  }
}
