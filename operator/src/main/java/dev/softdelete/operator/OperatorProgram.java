package dev.softdelete.operator;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.admission.Enforcement;
import dev.softdelete.operator.admission.Operator;
import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.capture.Capture;
import dev.softdelete.operator.capture.CaptureWatches;
import dev.softdelete.operator.capture.CaptureWorker;
import dev.softdelete.operator.capture.Causes;
import dev.softdelete.operator.capture.Circumstances;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.capture.ForegroundDeletes;
import dev.softdelete.operator.capture.NamespaceState;
import dev.softdelete.operator.capture.Namespaces;
import dev.softdelete.operator.capture.ObjectKey;
import dev.softdelete.operator.capture.RecordWriter;
import dev.softdelete.operator.capture.StuckObjects;
import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.group.Group;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Definitions;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.lifecycle.RecordReconciler;
import dev.softdelete.operator.lifecycle.Undelete;
import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.protect.PolicyCatalog;
import dev.softdelete.operator.protect.PolicyReconciler;
import dev.softdelete.operator.protect.PolicySituation;
import dev.softdelete.operator.protect.PolicyTriggers;
import dev.softdelete.operator.protect.Protection;
import dev.softdelete.operator.protect.Scope;
import dev.softdelete.operator.protect.Sweep;
import dev.softdelete.operator.protect.SweepSchedule;
import dev.softdelete.operator.purge.MassPurge;
import dev.softdelete.operator.purge.Purge;
import dev.softdelete.operator.record.Attribution;
import dev.softdelete.operator.record.Homecoming;
import dev.softdelete.operator.record.LiveObject;
import dev.softdelete.operator.record.RebuildSchedule;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordRebuild;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.reserve.OwnReservation;
import dev.softdelete.operator.reserve.ReservationCatalog;
import dev.softdelete.operator.reserve.ReservationClocks;
import dev.softdelete.operator.reserve.ReservationEnforcement;
import dev.softdelete.operator.reserve.ReservationUpkeep;
import dev.softdelete.operator.reserve.Reservations;
import dev.softdelete.operator.reserve.ReservedHandler;
import dev.softdelete.operator.restore.BegunRestores;
import dev.softdelete.operator.restore.HeldObject;
import dev.softdelete.operator.restore.LateOwners;
import dev.softdelete.operator.restore.LiveOwners;
import dev.softdelete.operator.restore.PendingApplies;
import dev.softdelete.operator.restore.Restore;
import dev.softdelete.operator.restore.RestoreManifests;
import dev.softdelete.operator.restore.RestoreOnCreate;
import dev.softdelete.operator.restore.RestoringCreate;
import dev.softdelete.operator.snapshot.SecretSnapshotStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts, put together. */
final class OperatorProgram implements PolicySituation {
  private static final Logger log = LoggerFactory.getLogger(OperatorProgram.class);
  private static final int CAPTURES_AT_A_TIME = 16;
  private static final Duration RESERVATIONS = Duration.ofMillis(500);
  static final String LEASE = "soft-delete-operator";

  private final Settings settings;
  private final ServerClock clock = new ServerClock(Clock.systemUTC());
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Readiness readiness = new Readiness();
  private final StuckObjects stuck = new StuckObjects();
  private final RecordCatalog records = new RecordCatalog();
  private final PolicyCatalog policies = new PolicyCatalog();

  OperatorProgram(Settings settings) {
    this.settings = settings;
  }

  void start() throws IOException {
    new HttpEndpoints(settings.httpPort(), readiness::ready, meters);
    KubernetesClient client = Clients.full();
    var api = new ApiServer(client, clock);
    Operator operator = OperatorIdentity.check(api, settings.namespace());
    var discovery = new Discovery(api);
    var snapshots = new SecretSnapshotStore(api, settings.namespace());
    var recordWriter = new RecordWriter(api, settings.namespace());
    var liveObject = new LiveObject(api, discovery);
    var namespaces = new Namespaces(client);

    var owners = new LiveOwners(api::findMetadata, discovery::resources, records::ofUid);
    var manifests = new RestoreManifests(owners, new KindCoverage(policies, settings.namespace()));
    var deletes = new DeleteRequests();
    var definitions = new Definitions();
    var foreground = new ForegroundDeletes();
    var circumstances =
        new Circumstances(
            policies,
            namespaces,
            definitions,
            foreground,
            new Causes(deletes::of, records::ofUid, owners::gone),
            records);
    var reserved = new ReservationCatalog(client);
    var reservations = new Reservations(api, clock, reserved);
    var capture = new Capture(api, snapshots, recordWriter, circumstances, clock, reservations);
    var queue =
        new WorkQueue<ObjectKey>(
            CAPTURES_AT_A_TIME, new CaptureWorker(capture, stuck, meters, api, clock));
    var applies = new PendingApplies(api, settings.namespace());
    var begunRestores = new BegunRestores(api, snapshots, records, applies);
    var begun = new WorkQueue<ObjectKey>(CAPTURES_AT_A_TIME, key -> begunRestores.note(key.path()));
    KubernetesClient metadataClient = Clients.metadataOnly();
    var watches = new CaptureWatches(metadataClient, foreground, queue::add, begun::add);

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
    var held = new HeldObject(api, capture);
    var creates =
        new RestoringCreate(api, manifests, new OwnReservation(api, reservations, reserved));
    var restore = new Restore(api, discovery, snapshots, creates, held, applies);
    Predicate<DeletedResource> ignored = record -> Attribution.byIgnored(record, policies.get());
    var purge = new Purge(api, liveObject, snapshots, recordWriter, reservations, ignored);
    var rebuilds =
        new RebuildSchedule(
            new RecordRebuild(api, liveObject, snapshots, recordWriter, records),
            readiness::leading,
            Clock.systemUTC());
    var triggers =
        new PolicyTriggers(
            metadataClient, namespaces.informer(), definitions, sweeps, policies, rebuilds::soon);

    var sdk =
        new io.javaoperatorsdk.operator.Operator(
            configuration ->
                configuration
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .checkingCRDAndValidateLocalModel(true)
                    .withUseSSAToPatchPrimaryResource(false)
                    // Our CRDs may go and come back: their watches outlast it.
                    .withStopOnInformerErrorDuringStartup(false)
                    .withLeaderElectionConfiguration(leaderElection()));
    sdk.register(new PolicyReconciler(protection, policies, api, this, List.of(triggers.events())));
    var mass = new MassPurge(settings.pace(), records::ending, ignored, clock::now);
    var recordReconciler =
        new RecordReconciler(
            new Undelete.Restorers(
                restore,
                new LateOwners(api, snapshots, records),
                new Group(api, records),
                new Homecoming(api, recordWriter, snapshots, records),
                reservations),
            new RecordReconciler.Purges(purge, mass, policies),
            api,
            clock,
            records);
    sdk.register(recordReconciler);
    sdk.start();
    triggers.start();
    namespaces.whenOneGoes(recordReconciler::namespaceGoes);
    meters.gauge(
        "softdelete.purges.waiting",
        records,
        r -> readiness.leading() ? r.ending().stream().filter(RecordStep::purgeWaits).count() : 0);
    startWebhook(
        new WebhookProgram(api, clock, settings, operator, readiness, meters),
        new RestoreOnCreate(api, snapshots, manifests, applies),
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
    Repeating.named("reservations")
        .every(
            RESERVATIONS,
            new ReservationUpkeep(
                reserved,
                reservations,
                new ReservationEnforcement(api, operator),
                reservationClocks,
                readiness::leading,
                policies));
    log.info(
        "started as {} ({}); the finalizer is put on by: {}",
        operator.username(),
        settings.identity(),
        enforcement.guarantee());
  }

  /** A convenience: what it cannot do costs nobody anything that was deleted. */
  private void startWebhook(
      WebhookProgram webhook,
      RestoreOnCreate restores,
      DeleteRequests deletes,
      ReservedHandler reserved,
      WebhookReach reach,
      PolicyTriggers triggers) {
    try {
      webhook.start(policies, records, restores, deletes, reserved, reach, triggers);
    } catch (IOException | RuntimeException e) {
      log.error("the webhook does not serve: {}", e.toString());
    }
  }

  private LeaderElectionConfiguration leaderElection() {
    return new LeaderElectionConfiguration(
        LEASE,
        settings.namespace(),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        settings.identity(),
        new LeaderCallbacks(readiness::leads, () -> {}, leader -> {}),
        true);
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
