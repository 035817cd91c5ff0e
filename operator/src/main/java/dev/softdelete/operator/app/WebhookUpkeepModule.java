package dev.softdelete.operator.app;

import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.protect.PolicyTriggers;
import dev.softdelete.operator.stop.Repeating;
import dev.softdelete.operator.webhook.Callers;
import dev.softdelete.operator.webhook.Routes;
import dev.softdelete.operator.webhook.config.FallbackUpkeep;
import dev.softdelete.operator.webhook.config.ObserveUpkeep;
import dev.softdelete.operator.webhook.config.ReviewUpkeep;
import dev.softdelete.operator.webhook.config.WebhookAddress;
import dev.softdelete.operator.webhook.config.WebhookUpkeep;
import dev.softdelete.operator.webhook.tls.CertificateStore;
import dev.softdelete.operator.webhook.tls.ReloadingKeyManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps the webhook's certificate and its configurations at the API server current, and discards
 * what creates that failed have left behind.
 *
 * @param reach receives the webhook's client configuration
 * @param triggers reconcile every policy when the certificate is renewed
 */
record WebhookUpkeepModule(
    BaseModules base, WebhookReach reach, PolicyTriggers triggers, LeadershipModule leadership) {
  private static final Duration EACH = Duration.ofMillis(250);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  /** Starts the upkeep. The webhook must already serve, because the API server calls it then. */
  void start(
      WebhookAddress address,
      CertificateStore certificates,
      ReloadingKeyManager keys,
      Callers callers) {
    var writer = reach.writer();
    var operator = base.operator();
    var policies = base.catalogs().policies();
    var leading = leadership.leading();
    var timer = leadership.work().add(Repeating.named("webhook-upkeep"));
    var desired = new WebhookUpkeep.Desired(operator, address, callers, base.requesters());
    var upkeep = new WebhookUpkeep(writer, certificates, keys, policies, leading, desired);
    timer.every(EACH, upkeep);
    reach.serves(upkeep::clientConfig);
    timer.every(
        EACH,
        new FallbackUpkeep(writer, operator, upkeep::clientConfig, leading, triggers::everyPolicy));
    timer.every(
        EACH,
        new ReviewUpkeep(
            writer, () -> upkeep.clientConfigOfCallers(Routes.REVIEW), leading, Clock.systemUTC()));
    timer.every(
        EACH,
        new ObserveUpkeep(
            writer,
            policies,
            upkeep::clientConfigOfCallers,
            new ObserveUpkeep.Desired(operator, base.requesters()),
            leading,
            Clock.systemUTC()));
    timer.every(FORGOTTEN, this::discardForgotten);
  }

  private void discardForgotten() {
    if (leadership.leading().getAsBoolean()) {
      base.stored().applies().discardForgotten(Instant.now());
    }
  }
}
