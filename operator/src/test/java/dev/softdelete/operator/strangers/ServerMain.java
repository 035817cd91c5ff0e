package dev.softdelete.operator.strangers;

import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.probe.HttpEndpoints;
import dev.softdelete.operator.probe.ProbeAnswer;
import dev.softdelete.operator.startup.LogConfiguration;
import dev.softdelete.operator.webhook.Routes;
import dev.softdelete.operator.webhook.WebhookServer;
import dev.softdelete.operator.webhook.tls.CertificateMaker;
import dev.softdelete.operator.webhook.tls.ReloadingKeyManager;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Serves both ports. For each line on its input it prints the size of the heap after a GC. */
final class ServerMain {
  static final String SECRET = "/secret";

  private ServerMain() {}

  /**
   * Serves until its input ends.
   *
   * @param args the ports of the webhook and of the probes
   */
  public static void main(String[] args) throws IOException {
    LogConfiguration.use();
    var keys =
        new ReloadingKeyManager(CertificateMaker.USUAL.make(List.of("127.0.0.1"), Instant.now()));
    var routes =
        new Routes(
            Map.of("/open", _ -> AdmissionResponse.allowed()),
            Map.of("/ask", _ -> AdmissionResponse.allowed()),
            "secret"::equals);
    try (var _ =
            new WebhookServer(
                Integer.parseInt(args[0]),
                keys.context(),
                routes,
                new SimpleMeterRegistry(),
                () -> false);
        var _ =
            new HttpEndpoints(
                Integer.parseInt(args[1]),
                () -> new ProbeAnswer(true, "ok"),
                () -> new ProbeAnswer(true, "ok"),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
      var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      do {
        System.gc();
        System.out.println(
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024 / 1024);
      } while (input.readLine() != null);
    }
  }
}
