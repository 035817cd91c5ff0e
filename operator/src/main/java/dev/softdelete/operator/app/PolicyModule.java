package dev.softdelete.operator.app;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.controller.PolicyReconciler;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.protect.PolicyCatalog;
import dev.softdelete.operator.protect.PolicyTriggers;
import dev.softdelete.operator.stop.LeaderWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The reconciler of policies, and the triggers that call it after changes outside the policies. */
record PolicyModule(PolicyReconciler reconciler, PolicyTriggers triggers, PolicyCatalog catalog)
    implements Monitored {

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
            connection.clock(),
            new Events(connection.api(), connection.clock()),
            objects.capture().stuck(),
            catalogs.records(),
            readiness);
    var reconciler =
        new PolicyReconciler(
            protection.protection(),
            catalogs.policies(),
            connection.api(),
            situation,
            List.of(triggers.events()));
    return new PolicyModule(reconciler, triggers, catalogs.policies());
  }

  /** Counts the limits that are almost reached, on the leader only, which decides that. */
  void measure(MeterRegistry meters, BooleanSupplier leading) {
    meters.gauge(
        "softdelete.limits.near",
        catalog,
        c -> leading.getAsBoolean() ? c.get().stream().mapToLong(PolicyModule::near).sum() : 0);
  }

  private static long near(SoftDeletePolicy policy) {
    return policy.getStatus() == null || policy.getStatus().nearLimits() == null
        ? 0
        : policy.getStatus().nearLimits().size();
  }

  @Override
  public List<WatchState> watches() {
    return List.of(triggers.watch());
  }
}
