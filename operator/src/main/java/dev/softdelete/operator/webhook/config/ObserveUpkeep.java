package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.ConfigurationWriter;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.requester.kind.RequesterLists;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs on the leader. It maintains the webhook configurations of the policies that only observe.
 * Where nothing serves the webhook there are none.
 */
public final class ObserveUpkeep implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ObserveUpkeep.class);
  private static final Duration WRITE_AGAIN = Duration.ofMinutes(1);
  private static final String LABEL = SoftDelete.GROUP + "/observe";

  private final ConfigurationWriter writer;
  private final ApiServer api;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final Function<String, Optional<ObjectNode>> clientConfig;
  private final Desired desired;
  private final BooleanSupplier leading;
  private final Clock clock;
  private Map<String, AdmissionManifest> written = Map.of();
  private Instant writtenAt = Instant.EPOCH;

  /** The operator's identity, and what tells controllers from people and tools. */
  public record Desired(OperatorIdentity operator, RequesterLists requesters) {}

  /**
   * Creates the upkeep, which must run about every second.
   *
   * @param clientConfig how the API server calls one of our paths now, which changes with the
   *     certificate and with the caller secret; empty if nothing serves the webhook
   */
  public ObserveUpkeep(
      ConfigurationWriter writer,
      Supplier<List<SoftDeletePolicy>> policies,
      Function<String, Optional<ObjectNode>> clientConfig,
      Desired desired,
      BooleanSupplier leading,
      Clock clock) {
    this.writer = writer;
    this.api = writer.api();
    this.policies = policies;
    this.clientConfig = clientConfig;
    this.desired = desired;
    this.leading = leading;
    this.clock = clock;
  }

  @Override
  public void run() {
    if (!leading.getAsBoolean()) {
      // Another replica may write in the meantime.
      written = Map.of();
      writtenAt = Instant.EPOCH;
      return;
    }
    Map<String, AdmissionManifest> wanted = wanted();
    Instant now = clock.instant();
    if (wanted.equals(written) && now.isBefore(writtenAt.plus(WRITE_AGAIN))) {
      return;
    }
    removeAllBut(wanted.keySet());
    wanted.values().forEach(this::write);
    written = wanted;
    writtenAt = now;
  }

  private Map<String, AdmissionManifest> wanted() {
    Map<String, AdmissionManifest> wanted = new HashMap<>();
    if (clientConfig.apply("").isPresent()) {
      var manifests =
          new ObserveManifests(
              desired.operator(),
              desired.requesters(),
              path -> clientConfig.apply(path).orElseThrow());
      policies.get().stream()
          .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
          .filter(PolicyEnforcement::observes)
          .filter(p -> !PolicySelection.neverAccepted(p))
          .forEach(p -> wanted.put(ObserveManifests.name(p), manifests.of(p)));
    }
    return wanted;
  }

  /**
   * Writes a configuration. If the API server refuses it, there is none: the previous one would
   * count what the policy does not select any more, and would go on to trust only certificates of
   * its time.
   */
  private void write(AdmissionManifest manifest) {
    try {
      writer.apply(manifest);
    } catch (ApiException e) {
      if (!WebhookConfigurations.refused(e)) {
        throw e;
      }
      log.warn("{} is refused, and nothing is counted: {}", manifest.path(), e.toString());
      api.delete(manifest.path());
    }
  }

  private void removeAllBut(Set<String> names) {
    removeAllBut(api, names);
  }

  private static void removeAllBut(ApiServer api, Set<String> names) {
    Set<String> others = new HashSet<>();
    new MetadataList(api)
        .forEach(
            AdmissionNames.collection(ObserveManifests.PLURAL),
            LABEL,
            written -> others.add(written.name()));
    others.removeAll(names);
    others.forEach(name -> api.delete(AdmissionNames.path(ObserveManifests.PLURAL, name)));
  }

  /** Removes the configurations. Does nothing if there are none. */
  public static void remove(ApiServer api) {
    removeAllBut(api, Set.of());
  }
}
