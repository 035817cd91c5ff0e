package dev.softdelete.operator.app;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.recreate.CreateRefusals;
import dev.softdelete.operator.recreate.UncheckedCreates;
import dev.softdelete.operator.startup.FreePort;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.stop.Stages;
import dev.softdelete.operator.webhook.Callers;
import dev.softdelete.operator.webhook.WebhookServer;
import dev.softdelete.operator.webhook.config.WebhookAddress;
import dev.softdelete.operator.webhook.tls.CertificateStore;
import dev.softdelete.operator.webhook.tls.ReloadingKeyManager;
import java.time.Instant;

/**
 * The webhook, which every replica serves. It is a convenience: without it nothing is lost. When it
 * is closed, it goes on to answer as long as the API server may ask, and then finishes the work
 * that it has begun.
 */
record WebhookModule(
    Settings settings,
    ApiServer api,
    ProbeModule probes,
    WebhookRoutes routes,
    HeardRequests heard,
    WebhookUpkeepModule upkeep,
    Stages parts)
    implements AutoCloseable {
  static WebhookModule create(
      Settings settings,
      BaseModules base,
      ObjectModules objects,
      PolicyModule policies,
      ProbeModule probes,
      LeadershipModule leadership) {
    var refusals = new CreateRefusals(probes.meters(), base.requesters());
    var unchecked = new UncheckedCreates();
    var observe = ObserveModule.create(base, probes.meters());
    var routes = new WebhookRoutes(base, objects, refusals, unchecked, observe.handler());
    var observed = observe.reports(base, leadership.leading());
    var heard = new HeardRequests(base, objects, refusals, unchecked, observed);
    var reach = objects.protection().reach();
    var upkeep = new WebhookUpkeepModule(base, reach, policies.triggers(), leadership);
    var api = base.connection().api();
    return new WebhookModule(settings, api, probes, routes, heard, upkeep, new Stages());
  }

  /** Starts to serve. The answers come from policies and records, so these must be known. */
  void start() {
    var address = new WebhookAddress(settings.namespace(), settings.webhookUrl());
    var certificates = new CertificateStore(api, settings.namespace(), address.hosts());
    var callers = new Callers(api, settings.namespace());
    var keys = new ReloadingKeyManager(certificates.first(Instant.now()));
    var server =
        FreePort.serve(
            "WEBHOOK_PORT",
            settings.webhookPort(),
            port ->
                new WebhookServer(
                    port,
                    keys.context(),
                    routes.of(callers),
                    probes.meters(),
                    probes.readiness()::stopping));
    heard.start();
    // Closed from the last to the first: the last request is known only when the server has ended.
    parts.add("what the webhook has heard", heard);
    parts.add("webhook's server", server);
    parts.add("last questions", () -> Thread.sleep(probes.readiness().stillAsked()));
    keys.measure(probes.meters());
    upkeep.start(address, certificates, keys, callers);
  }

  @Override
  public void close() {
    parts.close();
  }
}
