package dev.softdelete.operator.app;

import dev.softdelete.operator.startup.FreePort;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.stop.Stages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: puts its stages together, starts them in order, and closes them in reverse. */
final class OperatorApp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperatorApp.class);

  private final Settings settings;
  private final ProbeModule probes;
  private final LeadershipModule leadership;
  private final Stages stages = new Stages();

  /**
   * Creates the program without starting it.
   *
   * @param failed ends the process when the program cannot go on
   */
  OperatorApp(Settings settings, Runnable failed) {
    this.settings = settings;
    this.probes = ProbeModule.create(settings);
    this.leadership = LeadershipModule.create(settings, probes.readiness(), failed);
  }

  void start() {
    FreePort.check("WEBHOOK_PORT", settings.webhookPort());
    stages.add("probes and metrics", probes.serve());
    var base = BaseModules.open(settings, leadership.renewals(), stages);
    var objects = ObjectModules.create(base, settings, probes.meters(), leadership);
    var policies = PolicyModule.create(base, objects, probes.readiness(), leadership.work());
    var controllers = ControllerModule.create(base, objects, policies, leadership.election());
    var webhook = WebhookModule.create(settings, base, objects, policies, probes, leadership);

    // Added before this replica can lead, so that a stop during the start closes them too. Read
    // from the last line to the first, this is the order of the stop: the work of the leader, with
    // the reconcilers, ends before the lease is given back. Then the webhook answers for some time,
    // and the watches that its answers come from end after it.
    stages.add("watches of policies and records", controllers);
    leadership.work().add(controllers.reconcilers());
    stages.add("webhook", webhook);
    stages.add("lease", leadership.lease(base.connection().api()));
    stages.add("work of the leader", leadership.work());
    stages.add("look at the lease", leadership.watch());

    // The controllers fill the catalogs. The replica is ready only when its webhook serves.
    controllers.start();
    objects.purge().measure(probes.meters(), leadership.leading());
    policies.measure(probes.meters(), leadership.leading());
    webhook.start();
    probes.readiness().started(base.catalogs().policies());
    objects.repair().start();
    ReservationUpkeepModule.create(base, leadership.leading()).start(leadership.work());

    // Health comes last: a part that has not started yet would count as one that has ended.
    var health =
        stages.add(
            "look at watches",
            HealthModule.start(base, objects, policies, controllers, settings.stuckAfter()));
    probes.liveness().started(health::vitals);
    log.info(
        "started as {} ({}); the finalizer is put on by: {}",
        base.operator().username(),
        settings.identity(),
        objects.protection().guarantee());
  }

  /** Stops the stages in order and within a time limit. */
  @Override
  public void close() {
    if (!probes.readiness().stopping()) {
      probes.readiness().stops();
    }
    stages.close();
  }
}
