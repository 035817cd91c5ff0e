package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.ConfigurationWriter;
import dev.softdelete.operator.admission.ManifestTemplate;
import dev.softdelete.operator.kube.ApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs on the leader. It maintains the webhook configuration for DeletedResourceReviews, which does
 * not depend on policies: records outlive the policy under which they were written. Where nothing
 * serves the webhook there is no configuration, and the chart's policy soft-delete-reviews refuses
 * a review without an answer.
 */
public final class ReviewUpkeep implements Runnable {
  /** The name of the webhook, which the API server shows to users with every refusal. */
  public static final String WEBHOOK = "reviews.soft-delete-operator.softdelete.dev";

  static final String NAME = "soft-delete-reviews";

  private static final String PLURAL = "mutatingwebhookconfigurations";
  private static final Duration WRITE_AGAIN = Duration.ofMinutes(1);
  private static final ManifestTemplate REVIEWS =
      ManifestTemplate.beside(ReviewUpkeep.class, "reviews.yaml");

  private final ConfigurationWriter writer;
  private final Supplier<Optional<ObjectNode>> clientConfig;
  private final BooleanSupplier leading;
  private final Clock clock;
  private Optional<AdmissionManifest> written = Optional.empty();
  private Instant writtenAt = Instant.EPOCH;

  /**
   * Creates the upkeep, which must run about every second.
   *
   * @param clientConfig how the API server calls the webhook now, which changes with the
   *     certificate and with the caller secret; empty if nothing serves the webhook
   */
  public ReviewUpkeep(
      ConfigurationWriter writer,
      Supplier<Optional<ObjectNode>> clientConfig,
      BooleanSupplier leading,
      Clock clock) {
    this.writer = writer;
    this.clientConfig = clientConfig;
    this.leading = leading;
    this.clock = clock;
  }

  @Override
  public void run() {
    if (!leading.getAsBoolean()) {
      return;
    }
    Optional<AdmissionManifest> wanted = clientConfig.get().map(ReviewUpkeep::manifest);
    Instant now = clock.instant();
    if (!wanted.equals(written) || !now.isBefore(writtenAt.plus(WRITE_AGAIN))) {
      wanted.ifPresentOrElse(writer::apply, () -> remove(writer.api()));
      written = wanted;
      writtenAt = now;
    }
  }

  static AdmissionManifest manifest(ObjectNode clientConfig) {
    return new AdmissionManifest(
        PLURAL,
        REVIEWS
            .with("name", NAME)
            .with("webhook", WEBHOOK)
            .with("clientConfig", clientConfig)
            .json());
  }

  /** Returns the path of the configuration. */
  public static String path() {
    return AdmissionNames.path(PLURAL, NAME);
  }

  /** Removes the configuration. Does nothing if there is none. */
  public static void remove(ApiServer api) {
    api.delete(path());
  }
}
