package dev.softdelete.operator.app;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.capture.Attribution;
import dev.softdelete.operator.capture.Capture;
import dev.softdelete.operator.capture.CaptureContextLoader;
import dev.softdelete.operator.capture.CaptureWatches;
import dev.softdelete.operator.capture.CaptureWorker;
import dev.softdelete.operator.capture.Causes;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.capture.ForegroundDeletes;
import dev.softdelete.operator.capture.StuckObjects;
import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.controller.PolicyReconciler;
import dev.softdelete.operator.controller.RecordReconciler;
import dev.softdelete.operator.health.QueueState;
import dev.softdelete.operator.health.SilentWatches;
import dev.softdelete.operator.health.Vitals;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Definitions;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.Namespaces;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.leadership.LeaderLease;
import dev.softdelete.operator.leadership.Leadership;
import dev.softdelete.operator.leadership.LeaseRenewals;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.probe.HttpEndpoints;
import dev.softdelete.operator.probe.Liveness;
import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.protect.PolicyCatalog;
import dev.softdelete.operator.protect.PolicySituation;
import dev.softdelete.operator.protect.PolicyTriggers;
import dev.softdelete.operator.protect.Protection;
import dev.softdelete.operator.protect.Sweep;
import dev.softdelete.operator.protect.SweepSchedule;
import dev.softdelete.operator.protect.admission.Enforcement;
import dev.softdelete.operator.purge.MassPurge;
import dev.softdelete.operator.purge.Purge;
import dev.softdelete.operator.record.LiveObject;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.repair.RebuildSchedule;
import dev.softdelete.operator.repair.RecordRebuild;
import dev.softdelete.operator.repair.RecordRepatriation;
import dev.softdelete.operator.reserve.OwnReservationExemption;
import dev.softdelete.operator.reserve.ReservationCatalog;
import dev.softdelete.operator.reserve.ReservationClocks;
import dev.softdelete.operator.reserve.ReservationEnforcement;
import dev.softdelete.operator.reserve.ReservationUpkeep;
import dev.softdelete.operator.reserve.Reservations;
import dev.softdelete.operator.reserve.ReservedHandler;
import dev.softdelete.operator.restore.BegunRestores;
import dev.softdelete.operator.restore.Restore;
import dev.softdelete.operator.restore.RestoreOnCreate;
import dev.softdelete.operator.restore.Undelete;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.create.LiveOwners;
import dev.softdelete.operator.restore.create.RestoreManifests;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.finish.OwnerRelinking;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.hold.HeldObject;
import dev.softdelete.operator.snapshot.SecretSnapshotStore;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.startup.Clients;
import dev.softdelete.operator.startup.FreePort;
import dev.softdelete.operator.startup.IdentityCheck;
import dev.softdelete.operator.startup.RequiredDefinitions;
import dev.softdelete.operator.startup.RequiredNamespace;
import dev.softdelete.operator.startup.RequiredRights;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.stop.LeaderWork;
import dev.softdelete.operator.stop.Repeating;
import dev.softdelete.operator.stop.Stages;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates and connects the parts of the program. They are closed in reverse order: first the work
 * of the leader, then the lease, then the webhook (after the API server has turned to other
 * replicas), and last the watches that the webhook needs for its answers.
 */
final class OperatorProgram implements PolicySituation, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperatorProgram.class);

  /**
   * How long work may take to finish. With the time for interrupts after it, the lease is given
   * back within 10 s of SIGTERM.
   */
  private static final Duration FINISHED_WITHIN = Duration.ofSeconds(5);

  /** The same after a lost lease: another replica may lead already. */
  private static final Duration FINISHED_AFTER_LOSS = Duration.ofSeconds(1);

  /** How often watches are checked before one of them counts as stuck. */
  private static final int LOOKS = 20;

  private static final int CAPTURES_AT_A_TIME = 16;
  private static final Duration RESERVATIONS = Duration.ofMillis(500);

  private final Settings settings;
  private final Runnable failed;
  private final ServerClock clock = new ServerClock(Clock.systemUTC());
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Readiness readiness = new Readiness();
  private final Liveness liveness;
  private final Stages stages = new Stages();
  private final LeaderWork work;
  private final StuckObjects stuck = new StuckObjects();
  private final RecordCatalog records = new RecordCatalog();
  private final PolicyCatalog policies = new PolicyCatalog();

  /**
   * Creates the program without starting it.
   *
   * @param failed ends the process when the program cannot go on
   */
  OperatorProgram(Settings settings, Runnable failed) {
    this.settings = settings;
    this.failed = failed;
    this.liveness = new Liveness(readiness::stopping, settings.stuckAfter());
    this.work =
        new LeaderWork(
            () -> readiness.stillAsked().isZero() ? FINISHED_AFTER_LOSS : FINISHED_WITHIN);
  }

  void start() throws IOException {
    FreePort.check("WEBHOOK_PORT", settings.webhookPort());
    stages.add("probes and metrics", endpoints());
    var renewals = new LeaseRenewals(settings.namespace(), System::nanoTime);
    KubernetesClient client =
        stages.add("client", Clients.full(Map.of("lease renewals", renewals)));
    var api = new ApiServer(client, clock);
    RequiredDefinitions.check(api);
    OperatorIdentity operator = IdentityCheck.check(api, settings.namespace());
    RequiredRights.check(api, settings.namespace());
    var discovery = new Discovery(api);
    var snapshots = new SecretSnapshotStore(api, settings.namespace());
    var recordWriter = new RecordWriter(api, settings.namespace());
    var liveObject = new LiveObject(api, discovery);
    var namespaces = stages.add("watch of namespaces", new Namespaces(client));
    RequiredNamespace.check(namespaces, settings.namespace());

    var owners = new LiveOwners(api::findMetadata, discovery::resources, records::ofUid);
    var manifests = new RestoreManifests(owners, new KindCoverage(policies, settings.namespace()));
    var deletes = new DeleteRequests();
    var definitions = new Definitions();
    var foreground = new ForegroundDeletes();
    var circumstances =
        new CaptureContextLoader(
            policies,
            namespaces,
            definitions,
            foreground,
            new Causes(deletes::of, records::ofUid, owners::gone),
            records);
    var reserved = stages.add("watch of reservations", new ReservationCatalog(client));
    var reservations = new Reservations(api, clock, reserved);
    var capture = new Capture(api, snapshots, recordWriter, circumstances, clock, reservations);
    var queue =
        work.add(
            new WorkQueue<ObjectKey>(
                CAPTURES_AT_A_TIME, new CaptureWorker(capture, stuck, meters, api, clock)));
    var applies = new PendingApplies(api, settings.namespace());
    var begunRestores = new BegunRestores(api, snapshots, records, applies);
    var begun =
        work.add(
            new WorkQueue<ObjectKey>(CAPTURES_AT_A_TIME, key -> begunRestores.note(key.path())));
    KubernetesClient metadataClient = Clients.metadataOnly(client);
    var watches = work.add(new CaptureWatches(metadataClient, foreground, queue::add, begun::add));

    var reach = new WebhookReach();
    Enforcement enforcement = Enforcement.choose(api, operator, discovery, reach);
    var sweep =
        new Sweep(
            api,
            settings.sweepsPerSecond(),
            (type, object) -> queue.add(new ObjectKey(type, object.namespace(), object.name())));
    var surroundings =
        new Scope.Surroundings(
            settings.namespace(), name -> namespaces.apply(name).map(NamespaceState::labels));
    var sweeps =
        new SweepSchedule(
            sweep, surroundings, policies, enforcement.guarantee(), Clock.systemUTC());
    var protection = new Protection(enforcement, discovery, sweep, sweeps, watches, policies);
    var held = new HeldObject(api, capture, stuck::has);
    var creates =
        new RestoringCreate(
            api, manifests, new OwnReservationExemption(api, reservations, reserved));
    var restore = new Restore(api, discovery, snapshots, creates, held, applies);
    Predicate<DeletedResource> ignored = record -> Attribution.byIgnored(record, policies.get());
    var purge = new Purge(api, liveObject, snapshots, recordWriter, reservations, ignored);
    var rebuilds =
        work.add(
            new RebuildSchedule(
                new RecordRebuild(api, liveObject, snapshots, recordWriter, records),
                readiness::leading,
                Clock.systemUTC()));
    var triggers =
        work.add(
            new PolicyTriggers(
                metadataClient,
                namespaces.informer(),
                definitions,
                sweeps,
                policies,
                rebuilds::soon));

    var sdk =
        new io.javaoperatorsdk.operator.Operator(
            configuration ->
                configuration
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    // RequiredDefinitions has already checked the CRDs.
                    .checkingCRDAndValidateLocalModel(false)
                    .withUseSSAToPatchPrimaryResource(false)
                    // Our CRDs may be removed and installed again, and their watches must survive
                    // that.
                    .withStopOnInformerErrorDuringStartup(false)
                    .withLeaderElectionConfiguration(
                        Leadership.election(settings, readiness, renewals, this::leaseLost)));
    sdk.register(new PolicyReconciler(protection, policies, api, this, List.of(triggers.events())));
    var mass = new MassPurge(settings.pace(), records::ending, ignored, clock::now);
    var recordReconciler =
        new RecordReconciler(
            new Undelete.Restorers(
                restore,
                new OwnerRelinking(api, snapshots, records),
                new Group(api, records),
                new RecordRepatriation(api, recordWriter, snapshots, records),
                reservations),
            new RecordReconciler.Purges(purge, mass, policies),
            api,
            clock,
            records);
    sdk.register(recordReconciler);
    var reconcilers = stages.add("watches of policies and records", reconcilers(sdk));
    work.add(reconcilers);
    var webhook =
        stages.add(
            "webhook", new WebhookProgram(api, clock, settings, operator, readiness, meters));
    stages.add("lease", new LeaderLease(api, settings.namespace(), settings.identity()));
    stages.add("work of the leader", work);
    var lease = Leadership.watch(readiness, renewals, this::leaseLost);
    stages.add("look at the lease", () -> lease.drain(Duration.ZERO));
    sdk.start();
    triggers.start();
    namespaces.whenOneGoes(recordReconciler::namespaceGoes);
    meters.gauge(
        "softdelete.purges.waiting",
        records,
        r -> readiness.leading() ? r.ending().stream().filter(RecordStep::purgeWaits).count() : 0);
    startWebhook(
        webhook,
        new RestoreOnCreate(api, snapshots, manifests, applies),
        snapshots,
        applies,
        deletes,
        new ReservedHandler(reserved, namespaces),
        reach,
        triggers);
    readiness.started(policies);
    rebuilds.start();
    var reservationClocks =
        new ReservationClocks(
            api,
            clock,
            reserved,
            reservations,
            r -> records.ofUid(r.getSpec().resource().uid()).isPresent(),
            snapshots);
    work.add(Repeating.named("reservations"))
        .every(
            RESERVATIONS,
            new ReservationUpkeep(
                reserved,
                reservations,
                new ReservationEnforcement(api, operator),
                reservationClocks,
                readiness::leading,
                policies));
    lookAtHealth(
        api,
        reconcilers,
        () -> List.of(queue.state("captures"), begun.state("begun restores")),
        () ->
            Stream.concat(
                    Stream.of(namespaces.watch(), reserved.watch(), triggers.watch()),
                    watches.states().stream())
                .toList());
    log.info(
        "started as {} ({}); the finalizer is put on by: {}",
        operator.username(),
        settings.identity(),
        enforcement.guarantee());
  }

  private HttpEndpoints endpoints() {
    try {
      return new HttpEndpoints(settings.httpPort(), liveness::answer, readiness::answer, meters);
    } catch (IOException e) {
      throw FreePort.taken("HTTP_PORT", settings.httpPort(), e);
    }
  }

  private static Reconcilers reconcilers(io.javaoperatorsdk.operator.Operator sdk) {
    return new Reconcilers(
        sdk,
        Map.of(
            PolicyReconciler.NAME,
            ResourceType.POLICIES.path(),
            RecordReconciler.NAME,
            ResourceType.DELETED_RESOURCES.path()));
  }

  private void lookAtHealth(
      ApiServer api,
      Reconcilers reconcilers,
      Supplier<List<QueueState>> queues,
      Supplier<List<WatchState>> watches) {
    Supplier<List<WatchState>> all =
        () -> Stream.concat(watches.get().stream(), reconcilers.watches().stream()).toList();
    var silent =
        new SilentWatches(all, path -> served(api, path), settings.stuckAfter(), System::nanoTime);
    var timer = Repeating.named("watches");
    timer.every(settings.stuckAfter().dividedBy(LOOKS), silent);
    stages.add("look at watches", () -> timer.drain(Duration.ZERO));
    liveness.started(
        () -> new Vitals(reconcilers.started(), queues.get(), all.get(), silent.paths()));
  }

  private static boolean served(ApiServer api, String path) {
    try {
      api.get(path + "?limit=1");
      return true;
    } catch (ApiException | UncheckedIOException e) {
      return false;
    }
  }

  /** Stops the parts in order and within a time limit. */
  @Override
  public void close() {
    if (!readiness.stopping()) {
      readiness.stops();
    }
    stages.close();
  }

  /** Ends the process: another replica leads, or the API server cannot be reached. */
  private void leaseLost() {
    log.error("the lease is lost; the process ends, to start again as a replica that stands by");
    readiness.fails();
    failed.run();
  }

  /** Starts the webhook. The webhook is a convenience: when it fails, no deleted object is lost. */
  private void startWebhook(
      WebhookProgram webhook,
      RestoreOnCreate restores,
      SnapshotStore snapshots,
      PendingApplies applies,
      DeleteRequests deletes,
      ReservedHandler reserved,
      WebhookReach reach,
      PolicyTriggers triggers) {
    try {
      webhook.start(
          policies,
          records,
          restores,
          snapshots,
          applies,
          deletes,
          reserved,
          reach,
          triggers,
          work);
    } catch (IOException e) {
      throw FreePort.taken("WEBHOOK_PORT", settings.webhookPort(), e);
    }
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public List<StuckObject> stuck() {
    return stuck.get();
  }

  @Override
  public long records(String policyName) {
    return records.count(policyName);
  }

  @Override
  public void reconciled(SoftDeletePolicy policy) {
    readiness.reconciled(policy);
  }
}
