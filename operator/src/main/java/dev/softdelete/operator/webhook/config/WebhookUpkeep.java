package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.ConfigurationWriter;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.webhook.Callers;
import dev.softdelete.operator.webhook.tls.CaBundle;
import dev.softdelete.operator.webhook.tls.CertificateSecret;
import dev.softdelete.operator.webhook.tls.CertificateStore;
import dev.softdelete.operator.webhook.tls.ReloadingKeyManager;
import dev.softdelete.operator.webhook.tls.RetiredAuthorities;
import dev.softdelete.operator.webhook.tls.Trust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the certificate on every replica. On the leader, it also reconciles the webhook
 * configurations with the policies.
 */
public final class WebhookUpkeep implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(WebhookUpkeep.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final Duration WRITE_AGAIN = Duration.ofMinutes(1);

  private final WebhookConfigurations configurations;
  private final ServiceEndpoints endpoints;
  private final CertificateStore certificates;
  private final ReloadingKeyManager keys;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final BooleanSupplier leading;
  private final Desired desired;
  private final Clock clock;
  private volatile Seen seen = Seen.NOTHING;
  private RetiredAuthorities retired = RetiredAuthorities.NONE;
  private List<ObjectNode> written = List.of();
  private Instant writtenAt = Instant.EPOCH;
  private volatile CaBundle trusted = CaBundle.NONE;

  /**
   * The operator's identity, the address of the webhook, its permitted callers, and the lists that
   * tell controllers from people and tools.
   */
  public record Desired(
      OperatorIdentity operator,
      WebhookAddress address,
      Callers callers,
      RequesterLists requesters) {

    private WebhookManifests manifests(CaBundle trusted) {
      return new WebhookManifests(
          operator, address, callers.secret(), requesters, trusted.base64());
    }
  }

  /**
   * The result of the last look at the cluster.
   *
   * @param needed the authorities that the API server has to trust
   * @param served whether the webhook is served at its address
   */
  private record Seen(
      Instant at,
      WebhookConfigurations.Live live,
      Trust trust,
      Optional<CaBundle> needed,
      boolean served) {
    static final Seen NOTHING =
        new Seen(
            Instant.EPOCH,
            new WebhookConfigurations.Live(List.of()),
            Trust.UNKNOWN,
            Optional.empty(),
            true);
  }

  public WebhookUpkeep(
      ConfigurationWriter writer,
      CertificateStore certificates,
      ReloadingKeyManager keys,
      Supplier<List<SoftDeletePolicy>> policies,
      BooleanSupplier leading,
      Desired desired) {
    this.configurations = new WebhookConfigurations(writer);
    this.endpoints = new ServiceEndpoints(writer.api(), desired.address().namespace());
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
    if (!now.isBefore(seen.at().plus(LOOK_AGAIN))) {
      look(now);
    }
    if (leading.getAsBoolean()) {
      write(now);
    }
  }

  private void look(Instant now) {
    desired.callers().look();
    var live = configurations.read();
    Trust trust = seen.trust().seen(live.trustedByAll(), now);
    boolean served = served();
    seen = new Seen(now, live, trust, seen.needed(), served);
    CertificateSecret secret =
        certificates.advance(Optional.of(keys.inUse()), now, next -> trust.settled(next, now));
    secret
        .current()
        .filter(current -> trust.shallReplace(keys.inUse(), current, now))
        .ifPresent(
            current -> {
              keys.use(current);
              log.info("serving another certificate, which expires at {}", current.expires());
            });
    CaBundle needed = secret.authorities().with(keys.inUse().authority());
    seen = new Seen(now, live, trust, Optional.of(needed), served);
  }

  private boolean served() {
    boolean served = desired.address().url().isPresent() || endpoints.ready();
    if (!served && seen.served()) {
      log.warn(
          "no Pod serves the webhook by the Service {}: creates over deleted names are not"
              + " answered. Where the operator runs outside the cluster, set WEBHOOK_URL",
          WebhookAddress.SERVICE);
    }
    return served;
  }

  private void write(Instant now) {
    List<SoftDeletePolicy> alive =
        policies.get().stream()
            .filter(PolicyEnforcement::enforces)
            .filter(p -> !PolicySelection.neverAccepted(p))
            .filter(p -> seen.served())
            .sorted(Comparator.comparing(p -> p.getMetadata().getName()))
            .toList();
    trusted = bundle(now);
    WebhookManifests manifests = desired.manifests(trusted);
    List<ObjectNode> wanted = alive.isEmpty() ? List.of() : both(manifests, alive);
    boolean lost = !alive.isEmpty() && !seen.live().complete() && writtenAt.isBefore(seen.at());
    if (wanted.equals(written) && !lost && now.isBefore(writtenAt.plus(WRITE_AGAIN))) {
      return;
    }
    if (wanted.isEmpty()) {
      configurations.remove();
    } else {
      write(wanted, manifests, alive);
    }
    written = wanted;
    writtenAt = now;
  }

  /** Returns the client configuration for one of our paths. It changes with the certificate. */
  public ObjectNode clientConfig(String path) {
    CaBundle now = trusted.certificates().isEmpty() ? keys.inUse().authority() : trusted;
    return desired.address().clientConfig(path, now.base64());
  }

  /** Returns the same for a path that only callers with the secret may use; empty if unserved. */
  public Optional<ObjectNode> clientConfigOfCallers(String path) {
    return seen.served()
        ? Optional.of(clientConfig(desired.callers().secret().path(path)))
        : Optional.empty();
  }

  private CaBundle bundle(Instant now) {
    CaBundle needed = seen.needed().orElseGet(() -> keys.inUse().authority());
    retired = retired.seen(needed, seen.live().trustedByAny(), now);
    return needed.with(retired.kept(now));
  }

  /**
   * Writes the configurations. If the API server refuses a policy, the other policies are written
   * without it.
   */
  private void write(
      List<ObjectNode> wanted, WebhookManifests manifests, List<SoftDeletePolicy> alive) {
    try {
      configurations.write(wanted);
    } catch (ApiException e) {
      if (!WebhookConfigurations.refused(e)) {
        throw e;
      }
      var accepted = new ArrayList<SoftDeletePolicy>();
      var refused = new ArrayList<SoftDeletePolicy>();
      for (SoftDeletePolicy policy : alive) {
        Optional<String> objection = configurations.objection(both(manifests, List.of(policy)));
        objection.ifPresent(
            why -> log.warn("no webhook for policy {}: {}", policy.getMetadata().getName(), why));
        (objection.isPresent() ? refused : accepted).add(policy);
      }
      List<ObjectNode> without = both(manifests, accepted);
      WebhookConfigurations.Live before = configurations.read();
      without.forEach(c -> refused.forEach(p -> keep(p, before, c, manifests)));
      configurations.write(without);
    }
  }

  /** Keeps the refused policy's previous webhooks in force, as the admission policies do. */
  private static void keep(
      SoftDeletePolicy policy,
      WebhookConfigurations.Live before,
      ObjectNode configuration,
      WebhookManifests manifests) {
    String prefix = WebhookManifests.id(policy) + ".";
    ArrayNode webhooks = configuration.withArray("/webhooks");
    for (ObjectNode webhook : before.webhooks(configuration.path("kind").asText(), prefix)) {
      manifests.reach(webhook);
      webhooks.add(webhook);
    }
  }

  private static List<ObjectNode> both(WebhookManifests manifests, List<SoftDeletePolicy> of) {
    return List.of(manifests.mutating(of), manifests.validating(of));
  }

  /**
   * Removes the webhook configurations that follow the policies. Does nothing if there are none.
   */
  public static void remove(ApiServer api) {
    WebhookConfigurations.remove(api);
  }
}
