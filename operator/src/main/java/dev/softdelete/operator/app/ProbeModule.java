package dev.softdelete.operator.app;

import dev.softdelete.operator.probe.HttpEndpoints;
import dev.softdelete.operator.probe.Liveness;
import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.startup.FreePort;
import dev.softdelete.operator.startup.Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * Metrics, readiness and liveness, and the endpoints that serve them. Readiness also tells the
 * other stages whether this replica leads and whether the program is stopping.
 */
record ProbeModule(
    int port, PrometheusMeterRegistry meters, Readiness readiness, Liveness liveness) {

  static ProbeModule create(Settings settings) {
    var readiness = new Readiness();
    return new ProbeModule(
        settings.httpPort(),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        readiness,
        new Liveness(readiness::stopping, settings.stuckAfter()));
  }

  /** Serves the endpoints until the result is closed. */
  HttpEndpoints serve() {
    return FreePort.serve(
        "HTTP_PORT",
        port,
        free -> new HttpEndpoints(free, liveness::answer, readiness::answer, meters));
  }
}
