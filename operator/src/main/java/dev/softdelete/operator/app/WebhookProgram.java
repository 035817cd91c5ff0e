package dev.softdelete.operator.app;

import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.capture.Attribution;
import dev.softdelete.operator.capture.DeleteHandler;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.protect.PolicyCatalog;
import dev.softdelete.operator.protect.PolicyTriggers;
import dev.softdelete.operator.protect.ProtectHandler;
import dev.softdelete.operator.protect.admission.FallbackManifests;
import dev.softdelete.operator.purge.PurgeNotices;
import dev.softdelete.operator.purge.PurgeRequests;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.recreate.HeldUpdateHandler;
import dev.softdelete.operator.recreate.RecreateHandler;
import dev.softdelete.operator.reserve.ReservedHandler;
import dev.softdelete.operator.restore.RequesterHandler;
import dev.softdelete.operator.restore.RestoreOnCreate;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.stop.LeaderWork;
import dev.softdelete.operator.stop.Repeating;
import dev.softdelete.operator.stop.Stages;
import dev.softdelete.operator.webhook.Callers;
import dev.softdelete.operator.webhook.Routes;
import dev.softdelete.operator.webhook.WebhookServer;
import dev.softdelete.operator.webhook.config.FallbackUpkeep;
import dev.softdelete.operator.webhook.config.WebhookAddress;
import dev.softdelete.operator.webhook.config.WebhookUpkeep;
import dev.softdelete.operator.webhook.tls.CertificateStore;
import dev.softdelete.operator.webhook.tls.ReloadingKeyManager;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Creates and runs the webhook. The webhook is a convenience: without it nothing is lost. When it
 * is closed, it goes on to answer as long as the API server may ask, and then finishes the work
 * that it has begun.
 */
final class WebhookProgram implements AutoCloseable {
  private static final Duration UPKEEP = Duration.ofMillis(250);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final ApiServer api;
  private final ServerClock clock;
  private final Settings settings;
  private final OperatorIdentity operator;
  private final Readiness readiness;
  private final MeterRegistry meters;
  private final Stages parts = new Stages();

  WebhookProgram(
      ApiServer api,
      ServerClock clock,
      Settings settings,
      OperatorIdentity operator,
      Readiness readiness,
      MeterRegistry meters) {
    this.api = api;
    this.clock = clock;
    this.settings = settings;
    this.operator = operator;
    this.readiness = readiness;
    this.meters = meters;
  }

  /**
   * Starts to serve; every replica does so.
   *
   * @param reach receives the webhook's client configuration once the webhook serves
   * @param triggers reconciles every policy when the certificate is renewed
   * @param work receives the work that only the leader does
   * @throws IOException when the port is taken
   */
  void start(
      PolicyCatalog policies,
      RecordCatalog records,
      RestoreOnCreate restores,
      SnapshotStore snapshots,
      PendingApplies applies,
      DeleteRequests requests,
      ReservedHandler reserved,
      WebhookReach reach,
      PolicyTriggers triggers,
      LeaderWork work)
      throws IOException {
    var address = new WebhookAddress(settings.namespace(), settings.webhookUrl());
    var certificates = new CertificateStore(api, settings.namespace(), address.hosts());
    var callers = new Callers(api, settings.namespace());
    var keys = new ReloadingKeyManager(certificates.first(Instant.now()));
    var purges = new PurgeRequests(Clock.systemUTC());
    var server =
        new WebhookServer(
            settings.webhookPort(),
            keys.context(),
            new Routes(
                Map.of(
                    FallbackManifests.PROTECT_PATH,
                    new ProtectHandler(),
                    FallbackManifests.REQUESTER_PATH,
                    new RequesterHandler()),
                Map.of(
                    Routes.RECREATE,
                    new RecreateHandler(records, policies, restores),
                    Routes.HELD,
                    new HeldUpdateHandler(records, policies, restores),
                    Routes.RESERVED,
                    reserved,
                    Routes.DELETE,
                    new DeleteHandler(requests),
                    Routes.PURGE,
                    purges),
                callers::admits),
            meters,
            readiness::stopping);
    parts.add(
        "what the webhook has heard",
        HeardRequests.follow(
            requests,
            new Attribution(api, records, requests, policies),
            new PurgeNotices(
                purges,
                records,
                snapshots,
                new Events(api, clock),
                Clock.systemUTC())));
    parts.add("webhook's server", server);
    parts.add("last questions", () -> Thread.sleep(readiness.stillAsked()));
    Gauge.builder(
            "softdelete.webhook.certificate.expiry",
            keys,
            k -> k.inUse().expires().getEpochSecond())
        .register(meters);
    var timer = work.add(Repeating.named("webhook-upkeep"));
    var upkeep =
        new WebhookUpkeep(
            api,
            certificates,
            keys,
            policies,
            readiness::leading,
            new WebhookUpkeep.Desired(operator, address, callers));
    timer.every(UPKEEP, upkeep);
    reach.serves(upkeep::clientConfig);
    timer.every(
        UPKEEP,
        new FallbackUpkeep(
            api, operator, upkeep::clientConfig, readiness::leading, triggers::everyPolicy));
    timer.every(
        FORGOTTEN,
        () -> {
          if (readiness.leading()) {
            applies.discardForgotten(Instant.now());
          }
        });
  }

  @Override
  public void close() {
    parts.close();
  }
}
