package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.ConfigurationWriter;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.protect.admission.FallbackManifests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs on the leader. It updates all configurations that contain our certificate. It also writes
 * the webhook configuration that stamps the user who asks for a restore, unless the chart has
 * installed a MutatingAdmissionPolicy for it. The policy is looked up, and not inferred from what
 * the API server serves: a cluster is upgraded first, and the chart's release later.
 */
public final class FallbackUpkeep implements Runnable {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final String STAMPING_POLICY =
      AdmissionNames.path(AdmissionNames.BINDINGS, "soft-delete-requester");

  private final ConfigurationWriter writer;
  private final ApiServer api;
  private final OperatorIdentity operator;
  private final WebhookReach.ClientConfig address;
  private final BooleanSupplier leading;
  private final Runnable renewed;
  private final Clock clock = Clock.systemUTC();
  private Optional<ObjectNode> used = Optional.empty();
  private Instant lookedAt = Instant.EPOCH;

  /**
   * Creates the upkeep, which must run about every second.
   *
   * @param renewed called if the certificate has changed since the last run
   */
  public FallbackUpkeep(
      ConfigurationWriter writer,
      OperatorIdentity operator,
      WebhookReach.ClientConfig address,
      BooleanSupplier leading,
      Runnable renewed) {
    this.writer = writer;
    this.api = writer.api();
    this.operator = operator;
    this.address = address;
    this.leading = leading;
    this.renewed = renewed;
  }

  @Override
  public void run() {
    if (!leading.getAsBoolean()) {
      return;
    }
    ObjectNode now = address.of("");
    boolean another = used.filter(now::equals).isEmpty();
    if (another || lookedAt.plus(LOOK_AGAIN).isBefore(clock.instant())) {
      stampOrNot();
      lookedAt = clock.instant();
    }
    if (another && used.isPresent()) {
      renewed.run();
    }
    used = Optional.of(now);
  }

  private void stampOrNot() {
    AdmissionManifest stamp = new FallbackManifests(operator, address).requester();
    if (api.findMetadata(STAMPING_POLICY).isEmpty()) {
      writer.apply(stamp);
    } else if (api.findMetadata(stamp.path()).isPresent()) {
      api.delete(stamp.path());
    }
  }
}
