package dev.softdelete.operator.app;

import dev.softdelete.operator.controller.PolicyReconciler;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.protect.PolicyTriggers;
import dev.softdelete.operator.stop.LeaderWork;
import java.util.List;

/** The reconciler of policies, and the triggers that call it after changes outside the policies. */
record PolicyModule(PolicyReconciler reconciler, PolicyTriggers triggers) implements Monitored {

  static PolicyModule create(
      BaseModules base, ObjectModules objects, Readiness readiness, LeaderWork work) {
    var connection = base.connection();
    var catalogs = base.catalogs();
    var protection = objects.protection();
    var triggers =
        work.add(
            new PolicyTriggers(
                connection.metadataClient(),
                catalogs.namespaces().informer(),
                catalogs.definitions(),
                protection.sweeps(),
                catalogs.policies(),
                objects.repair().rebuilds()::soon));
    var situation =
        new CurrentPolicySituation(
            connection.clock(), objects.capture().stuck(), catalogs.records(), readiness);
    var reconciler =
        new PolicyReconciler(
            protection.protection(),
            catalogs.policies(),
            connection.api(),
            situation,
            List.of(triggers.events()));
    return new PolicyModule(reconciler, triggers);
  }

  @Override
  public List<WatchState> watches() {
    return List.of(triggers.watch());
  }
}
