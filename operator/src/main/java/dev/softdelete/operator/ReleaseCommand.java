package dev.softdelete.operator;

import dev.softdelete.operator.admission.Enforcement;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.protect.Sweep;
import dev.softdelete.operator.protect.SweepResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every finalizer off live objects, for an uninstall. Records and snapshots stay, and so do
 * the policies: a later install takes them up again.
 */
final class ReleaseCommand {
  private static final Logger log = LoggerFactory.getLogger(ReleaseCommand.class);
  private static final Set<String> NEEDED = Set.of("list", "patch");
  private static final Duration CAPTURES_END_WITHIN = Duration.ofSeconds(60);
  private static final Duration OUT_OF_FORCE_AFTER = Duration.ofSeconds(2);

  /** How long the replicas stay out of it: until the uninstall has removed them. */
  private static final Duration LEASE_HELD = Duration.ofSeconds(90);

  private final ApiServer api;
  private final Settings settings;
  private final Sweep sweep;
  private final List<ResourceType> types;

  private ReleaseCommand(ApiServer api, Settings settings) {
    this.api = api;
    this.settings = settings;
    this.sweep = new Sweep(api, settings.sweepsPerSecond());
    this.types =
        new Discovery(api).resources().stream().filter(t -> t.verbs().containsAll(NEEDED)).toList();
  }

  static void run(Settings settings) throws InterruptedException {
    try (KubernetesClient client = Clients.full()) {
      var api = new ApiServer(client, new ServerClock(Clock.systemUTC()));
      new ReleaseCommand(api, settings).release();
    }
  }

  private void release() throws InterruptedException {
    awaitCaptures();
    takeLease();
    removeEnforcement();
    Thread.sleep(OUT_OF_FORCE_AFTER);
    SweepResult released = sweep.release(types);
    released.refused().forEach(r -> log.error("{} {}: {}", r.resource(), r.name(), r.message()));
    removePolicyFinalizers();
    long held = sweep.awaitingCapture(types);
    if (!released.refused().isEmpty() || released.retained() > 0 || held > 0) {
      throw new IllegalStateException(
          (released.refused().size() + released.retained() + held)
              + " object(s) still bear softdelete.dev/retain, "
              + held
              + " of them deleted and not yet captured. Run this again; what is deleted is captured"
              + " by the running operator first.");
    }
    log.info("no object bears softdelete.dev/retain any more; records and snapshots are kept");
  }

  /** What is deleted already is the running operator's to save. */
  private void awaitCaptures() throws InterruptedException {
    Instant deadline = Instant.now().plus(CAPTURES_END_WITHIN);
    while (sweep.awaitingCapture(types) > 0 && Instant.now().isBefore(deadline)) {
      Thread.sleep(Duration.ofSeconds(1));
    }
  }

  /** A leader that loses its lease ends, and its successors wait: nobody writes policies again. */
  private void takeLease() {
    Instant until = Instant.now().plus(LEASE_HELD).truncatedTo(ChronoUnit.SECONDS);
    String path =
        ResourceType.of("coordination.k8s.io", "v1", "leases", "Lease", true)
            .path(Optional.of(settings.namespace()), OperatorProgram.LEASE);
    var patch = Json.object();
    patch
        .putObject("spec")
        .put("holderIdentity", "release")
        .put("renewTime", until.toString().replace("Z", ".000000Z"));
    try {
      api.mergePatch(path, patch);
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }

  private void removeEnforcement() {
    policies().forEach(name -> Enforcement.remove(api, name));
  }

  /** Nobody is left to act on a policy's deletion. */
  private void removePolicyFinalizers() {
    var patch = Json.object();
    patch.putObject("metadata").putNull("finalizers");
    policies()
        .forEach(name -> api.mergePatch(ResourceType.POLICIES.path(Optional.empty(), name), patch));
  }

  private List<String> policies() {
    return Json.parse(api.get(ResourceType.POLICIES.path()))
        .path("items")
        .valueStream()
        .map(p -> p.at("/metadata/name").asText())
        .toList();
  }
}
