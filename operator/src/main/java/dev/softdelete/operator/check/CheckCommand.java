package dev.softdelete.operator.check;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.startup.Clients;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.startup.StartFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells whether the installation works, for {@code helm test}. It changes nothing. An installation
 * that has just begun to start gets some time until everything works.
 */
public final class CheckCommand {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<Check> checks;

  private CheckCommand(List<Check> checks) {
    this.checks = checks;
  }

  /**
   * Checks the installation and prints a line for each finding.
   *
   * @param print receives the lines
   * @return whether everything works
   */
  public static boolean run(Settings settings, Consumer<String> print) throws InterruptedException {
    try (KubernetesClient client = Clients.full()) {
      var clock = new ServerClock(Clock.systemUTC());
      var api = new ApiServer(client, clock);
      var namespace = settings.namespace();
      var command =
          new CheckCommand(
              List.of(
                  new DefinitionsCheck(api),
                  new IdentityAndRightsCheck(api, namespace),
                  new AdmissionPoliciesCheck(api, namespace),
                  new LeaderCheck(api, namespace, clock),
                  new WebhookCheck(api, namespace),
                  new PoliciesCheck(api)));
      List<Finding> findings = command.within(settings.checkWithin());
      findings.stream().map(Finding::line).forEach(print);
      return findings.stream().allMatch(Finding::works);
    }
  }

  private List<Finding> within(Duration time) throws InterruptedException {
    Instant deadline = Instant.now().plus(time);
    List<Finding> findings = look();
    while (!findings.stream().allMatch(Finding::works) && Instant.now().isBefore(deadline)) {
      Thread.sleep(PAUSE);
      findings = look();
    }
    return findings;
  }

  private List<Finding> look() {
    var findings = new ArrayList<Finding>();
    for (Check check : checks) {
      try {
        findings.addAll(check.look());
      } catch (RuntimeException e) {
        // The other checks may still tell why.
        findings.add(Finding.fails(check.toString(), StartFailure.explain(e, Clients::server)));
      }
    }
    return findings;
  }
}
