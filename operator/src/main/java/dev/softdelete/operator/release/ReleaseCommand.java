package dev.softdelete.operator.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.controller.PolicyReconciler;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.leadership.LeaseTakeover;
import dev.softdelete.operator.protect.PolicyStatusWriter;
import dev.softdelete.operator.protect.RetainFinalizer;
import dev.softdelete.operator.protect.Sweep;
import dev.softdelete.operator.protect.SweepResult;
import dev.softdelete.operator.protect.admission.Enforcement;
import dev.softdelete.operator.reserve.ReservationEnforcement;
import dev.softdelete.operator.startup.CannotRunException;
import dev.softdelete.operator.startup.Clients;
import dev.softdelete.operator.startup.RequiredDefinitions;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.webhook.config.ObserveUpkeep;
import dev.softdelete.operator.webhook.config.ReviewUpkeep;
import dev.softdelete.operator.webhook.config.WebhookUpkeep;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes every finalizer from live objects, for an uninstall. Records, snapshots and policies
 * stay, and a later install uses them again.
 */
public final class ReleaseCommand {
  private static final Logger log = LoggerFactory.getLogger(ReleaseCommand.class);

  /**
   * The verbs that a resource must support. Patch is not among them: discovery does not list it for
   * a definition that is being deleted, although the API server still serves it.
   */
  private static final Set<String> NEEDED = Set.of("list", "delete");

  private static final int CAPTURES_AT_A_TIME = 8;
  private static final Duration CAPTURES_END_WITHIN = Duration.ofSeconds(60);
  private static final Duration OUT_OF_FORCE_AFTER = Duration.ofSeconds(2);

  private final ApiServer api;
  private final Enforcement.Removal enforcement;
  private final LeaseTakeover lease;
  private final Sweep sweep;
  private final PolicyStatusWriter status;
  private final List<ResourceType> types;

  private ReleaseCommand(ApiServer api, ServerClock clock, Settings settings) {
    this.api = api;
    this.status = new PolicyStatusWriter(api, clock::now);
    this.enforcement = new Enforcement.Removal(api);
    this.lease = new LeaseTakeover(api, settings.namespace());
    var queue = new WorkQueue<>(CAPTURES_AT_A_TIME, Archival.of(api, clock, settings.namespace()));
    this.sweep =
        new Sweep(
            api,
            settings.sweepsPerSecond(),
            (type, object) -> queue.add(new ObjectKey(type, object.namespace(), object.name())));
    this.types =
        new Discovery(api).resources().stream().filter(t -> t.verbs().containsAll(NEEDED)).toList();
  }

  public static void run(Settings settings) throws InterruptedException {
    try (KubernetesClient client = Clients.full()) {
      var clock = new ServerClock(Clock.systemUTC());
      var api = new ApiServer(client, clock);
      RequiredDefinitions.check(api);
      new ReleaseCommand(api, clock, settings).release();
    }
  }

  private void release() throws InterruptedException {
    lease.take();
    try {
      enforcement.removeAll();
      WebhookUpkeep.remove(api);
      ReviewUpkeep.remove(api);
      ObserveUpkeep.remove(api);
      ReservationEnforcement.remove(api);
      Thread.sleep(OUT_OF_FORCE_AFTER);
      check(sweep.release(types, mark -> false), archived());
    } catch (RuntimeException e) {
      // The operator must capture the objects that were deleted during the release, and must
      // enforce the policies again.
      lease.giveBack();
      throw e;
    }
    settlePolicies();
    lease.keep();
    log.info("no object bears softdelete.dev/retain any more; records and snapshots are kept");
  }

  /**
   * Waits until the deleted and held objects are archived, because no program will do so later.
   * Returns the number of objects that are still not archived.
   */
  private long archived() throws InterruptedException {
    Instant deadline = Instant.now().plus(CAPTURES_END_WITHIN);
    long held = sweep.awaitingCapture(types);
    while (held > 0 && Instant.now().isBefore(deadline)) {
      Thread.sleep(Duration.ofSeconds(1));
      held = sweep.awaitingCapture(types);
    }
    return held;
  }

  private static void check(SweepResult released, long held) {
    released.refused().forEach(r -> log.error("{} {}: {}", r.resource(), r.name(), r.message()));
    if (!released.refused().isEmpty() || released.retained() > 0 || held > 0) {
      throw new CannotRunException(
          (released.refused().size() + released.retained() + held)
              + " object(s) still bear softdelete.dev/retain, "
              + held
              + " of them deleted and not yet captured. The log above says what refuses their"
              + " updates; repair that and run this again.");
    }
  }

  /**
   * Removes the policies' finalizers and updates their status. No program is left to act on the
   * deletion of a policy, and the status must not claim that the policy is in force.
   */
  private void settlePolicies() {
    for (JsonNode item : Json.parse(api.get(ResourceType.POLICIES.path())).path("items")) {
      var policy = KubeObject.parse(Json.bytes(item));
      String path = ResourceType.POLICIES.path(Optional.empty(), policy.name());
      status.released(Json.as(SoftDeletePolicy.class, item));
      if (policy.finalizers().contains(PolicyReconciler.FINALIZER)) {
        var current = KubeObject.parse(api.get(path));
        api.mergePatch(path, RetainFinalizer.takenOff(current, PolicyReconciler.FINALIZER));
      }
    }
  }
}
