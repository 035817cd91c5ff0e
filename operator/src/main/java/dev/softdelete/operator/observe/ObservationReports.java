package dev.softdelete.operator.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.PolicyObservation;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.PolicyEnforcement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Adds what this replica has counted to the status of the policies. Each replica does so, whether
 * or not it leads; the leader also counts the time. A report is written under the version that it
 * was added to, and the status names the last reports: after an answer that was lost, a report that
 * is there is not added again.
 */
public final class ObservationReports implements Runnable {
  private static final Duration WITHOUT_NEWS = Duration.ofMinutes(1);
  private static final int ATTEMPTS = 3;

  private final ApiServer api;
  private final Observations observations;
  private final BooleanSupplier leading;
  private final Supplier<Instant> now;
  private final LongSupplier nanoTime;

  /** When this replica has last written the time of a policy's generation, by its nanoTime. */
  private final Map<String, Long> countingSince = new HashMap<>();

  /**
   * Creates the work, which must run at intervals.
   *
   * @param now the present time by the API server's clock
   */
  public ObservationReports(
      ApiServer api,
      Observations observations,
      BooleanSupplier leading,
      Supplier<Instant> now,
      LongSupplier nanoTime) {
    this.api = api;
    this.observations = observations;
    this.leading = leading;
    this.now = now;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void run() {
    List<SoftDeletePolicy> observing = observations.observing().toList();
    observations.keepOnly(observing);
    countingSince
        .keySet()
        .removeIf(
            key ->
                !leading.getAsBoolean() || observing.stream().noneMatch(p -> key(p).equals(key)));
    RuntimeException failed = null;
    for (SoftDeletePolicy policy : observing) {
      try {
        report(policy);
      } catch (RuntimeException e) {
        // What this replica has counted is reported next time. The other policies do not wait.
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void report(SoftDeletePolicy policy) {
    Tally tally = observations.tally(policy);
    Long since =
        leading.getAsBoolean()
            ? countingSince.putIfAbsent(key(policy), nanoTime.getAsLong())
            : null;
    boolean begins = leading.getAsBoolean() && since == null && before(policy).isEmpty();
    Duration counting =
        since == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - since);
    if (tally.isEmpty() && !begins && counting.compareTo(WITHOUT_NEWS) < 0) {
      return;
    }
    Batch batch = tally.batch(() -> UUID.randomUUID().toString().substring(0, 13));
    // Whole seconds are reported, and the rest is left for the next time.
    Duration whole = Duration.ofSeconds(counting.toSeconds());
    write(policy, batch, whole);
    tally.reported(batch);
    if (since != null) {
      countingSince.put(key(policy), since + whole.toNanos());
    }
  }

  /** Writes the batch, unless it is there already, or the policy has changed or is gone. */
  private void write(SoftDeletePolicy policy, Batch batch, Duration counting) {
    String path = ResourceType.POLICIES.path(Optional.empty(), policy.getMetadata().getName());
    for (int attempt = 1; ; attempt++) {
      Optional<KubeObject> found = api.findObject(path);
      if (found.isEmpty()) {
        return;
      }
      SoftDeletePolicy live = Json.as(SoftDeletePolicy.class, found.get().json());
      Optional<PolicyObservation> before = before(live);
      if (!key(live).equals(key(policy))
          || !PolicyEnforcement.observes(live)
          || ObservationSum.includes(before, batch)) {
        return;
      }
      PolicyObservation sum = ObservationSum.of(before, batch, live.getSpec(), counting, now.get());
      try {
        api.mergePatch(path + "/status", patch(live, sum));
        return;
      } catch (ApiException e) {
        if (e.notFound()) {
          return;
        }
        if (!e.conflict() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static ObjectNode patch(SoftDeletePolicy live, PolicyObservation sum) {
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .put("uid", live.getMetadata().getUid())
        .put("resourceVersion", live.getMetadata().getResourceVersion());
    ObjectNode observation = Json.tree(sum);
    // A merge patch keeps what it does not name.
    ObjectNode forecast = observation.withObject("/forecast");
    for (String field : List.of("records", "bytes")) {
      if (!forecast.has(field)) {
        forecast.putNull(field);
      }
    }
    patch.putObject("status").set("observation", observation);
    return patch;
  }

  private static Optional<PolicyObservation> before(SoftDeletePolicy policy) {
    return Optional.ofNullable(policy.getStatus())
        .map(s -> s.observation())
        .filter(o -> policy.getMetadata().getGeneration().equals(o.generation()));
  }

  private static String key(SoftDeletePolicy policy) {
    return policy.getMetadata().getUid() + "/" + policy.getMetadata().getGeneration();
  }
}
