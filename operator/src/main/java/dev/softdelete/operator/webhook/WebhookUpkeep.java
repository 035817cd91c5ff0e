package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.Operator;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Keeps the certificate fresh on every replica, and on the leader the webhook configurations in
 * line with the policies.
 */
public final class WebhookUpkeep implements Runnable {
  private static final Duration WRITE_AGAIN = Duration.ofMinutes(5);
  private static final Duration CERTIFICATE_AGAIN = Duration.ofMinutes(1);
  private static final List<String> PLURALS =
      List.of("mutatingwebhookconfigurations", "validatingwebhookconfigurations");

  private final ApiServer api;
  private final CertificateStore certificates;
  private final ReloadingKeyManager keys;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final BooleanSupplier leading;
  private final Desired desired;
  private final Clock clock;
  private List<ObjectNode> written = List.of();
  private Instant writtenAt = Instant.EPOCH;
  private Instant certificateAt = Instant.EPOCH;
  private volatile String authorityBefore = "";

  /** Who we are and where we are reached. */
  public record Desired(Operator operator, WebhookAddress address) {}

  public WebhookUpkeep(
      ApiServer api,
      CertificateStore certificates,
      ReloadingKeyManager keys,
      Supplier<List<SoftDeletePolicy>> policies,
      BooleanSupplier leading,
      Desired desired) {
    this.api = api;
    this.certificates = certificates;
    this.keys = keys;
    this.policies = policies;
    this.leading = leading;
    this.desired = desired;
    this.clock = Clock.systemUTC();
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    if (now.isAfter(certificateAt.plus(CERTIFICATE_AGAIN))) {
      refreshCertificate(now);
    }
    if (leading.getAsBoolean()) {
      write(now);
    }
  }

  private void refreshCertificate(Instant now) {
    ServingCertificate current = certificates.current(now);
    if (!current.equals(keys.inUse())) {
      authorityBefore = keys.inUse().authority();
      keys.use(current);
    }
    certificateAt = now;
  }

  private void write(Instant now) {
    List<SoftDeletePolicy> alive =
        policies.get().stream()
            .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
            .sorted((a, b) -> a.getMetadata().getName().compareTo(b.getMetadata().getName()))
            .toList();
    var manifests = new WebhookManifests(desired.operator(), desired.address(), caBundle());
    List<ObjectNode> wanted =
        alive.isEmpty()
            ? List.of()
            : List.of(manifests.mutating(alive), manifests.validating(alive));
    if (wanted.equals(written) && now.isBefore(writtenAt.plus(WRITE_AGAIN))) {
      return;
    }
    if (wanted.isEmpty()) {
      remove(api);
    } else {
      for (int i = 0; i < PLURALS.size(); i++) {
        api.apply(path(PLURALS.get(i)), wanted.get(i));
      }
    }
    written = wanted;
    writtenAt = now;
  }

  /** How the API server is told to call a path of ours; changes with the certificate. */
  public ObjectNode clientConfig(String path) {
    return desired.address().clientConfig(path, caBundle());
  }

  /** For a while the other replicas serve the certificate of before. */
  private String caBundle() {
    String bundle = keys.inUse().authority() + authorityBefore;
    return Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.US_ASCII));
  }

  /** Does nothing where there are none. */
  public static void remove(ApiServer api) {
    PLURALS.forEach(plural -> api.delete(path(plural)));
  }

  private static String path(String plural) {
    return ResourceType.of("admissionregistration.k8s.io", "v1", plural, "", false)
        .path(Optional.empty(), WebhookManifests.NAME);
  }
}
