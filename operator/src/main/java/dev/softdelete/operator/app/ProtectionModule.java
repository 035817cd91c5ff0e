package dev.softdelete.operator.app;

import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.health.QueueState;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.policy.Guarantee;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.protect.Protection;
import dev.softdelete.operator.protect.ServedKinds;
import dev.softdelete.operator.protect.Sweep;
import dev.softdelete.operator.protect.SweepSchedule;
import dev.softdelete.operator.protect.admission.Enforcement;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.stop.LeaderWork;
import java.time.Clock;
import java.util.List;

/**
 * Puts the finalizer on the objects that a policy covers, and watches for their deletion.
 *
 * @param reach how the API server calls the webhook; known when the webhook serves, and policies
 *     that need it wait until then
 */
record ProtectionModule(
    Protection protection,
    Guarantee guarantee,
    SweepSchedule sweeps,
    DeletesModule deletes,
    WebhookReach reach)
    implements Monitored {

  static ProtectionModule create(
      BaseModules base,
      CaptureModule capture,
      RestoreModule restore,
      Settings settings,
      LeaderWork work) {
    var connection = base.connection();
    var api = connection.api();
    var discovery = connection.discovery();
    var queue = capture.queue();
    Guarantee guarantee = Enforcement.possible(discovery);
    var kinds =
        new ServedKinds(
            discovery,
            base.catalogs().definitions(),
            guarantee.settling(),
            connection.clock()::now);
    var surroundings =
        new Scope.Surroundings(
            connection.namespace(),
            name -> base.catalogs().namespaces().apply(name).map(NamespaceState::labels));
    var policies = base.catalogs().policies();
    var deletes = DeletesModule.create(base, capture, restore, kinds, surroundings, work);
    var reach = new WebhookReach(api, settings.webhookMarks());
    Enforcement enforcement =
        Enforcement.choose(api, base.operator(), guarantee, reach, policies, kinds::of);
    var sweep =
        new Sweep(
            api,
            settings.sweepsPerSecond(),
            (type, object) -> queue.add(new ObjectKey(type, object.namespace(), object.name())));
    var sweeps = new SweepSchedule(sweep, surroundings, policies, guarantee, Clock.systemUTC());
    var protection = new Protection(enforcement, kinds, sweep, sweeps, deletes.watches(), policies);
    return new ProtectionModule(protection, guarantee, sweeps, deletes, reach);
  }

  @Override
  public List<WatchState> watches() {
    return deletes.states();
  }

  @Override
  public List<QueueState> queues() {
    return deletes.queues();
  }
}
