package dev.softdelete.operator.observe;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this replica has counted for each policy that observes, and has not reported yet. */
public final class Observations {
  /** A metric has one series for each resource. */
  private static final int MOST_RESOURCES = 100;

  private static final String REFUSALS = "softdelete.observed.refusals";

  private final Supplier<List<SoftDeletePolicy>> policies;
  private final MeterRegistry meters;
  private final Map<String, Tally> byUid = new ConcurrentHashMap<>();
  private final Set<String> measured = ConcurrentHashMap.newKeySet();

  public Observations(Supplier<List<SoftDeletePolicy>> policies, MeterRegistry meters) {
    this.policies = policies;
    this.meters = meters;
    for (RequesterKind kind : RequesterKind.values()) {
      meters.counter(REFUSALS, "requester", kind.label());
    }
  }

  /** Returns the name of a policy in the paths of its webhooks. */
  public static String id(SoftDeletePolicy policy) {
    byte[] name = policy.getMetadata().getName().getBytes(StandardCharsets.UTF_8);
    return "p" + SnapshotCodec.sha256(name).substring(0, 12);
  }

  /** Returns the policies that observe and are not being deleted. */
  Stream<SoftDeletePolicy> observing() {
    return policies.get().stream()
        .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
        .filter(PolicyEnforcement::observes);
  }

  Optional<SoftDeletePolicy> observing(String id) {
    return observing().filter(p -> id(p).equals(id)).findFirst();
  }

  void captured(
      SoftDeletePolicy policy, String resource, String namespace, boolean routine, long bytes) {
    tally(policy).add(resource, namespace, Counts.captured(routine, bytes));
    String series = series(resource);
    meters
        .counter(
            "softdelete.observed.captures",
            "resource",
            series,
            "routine",
            Boolean.toString(routine))
        .increment();
    meters.counter("softdelete.observed.bytes", "resource", series).increment((double) bytes);
  }

  void refused(SoftDeletePolicy policy, String resource, String namespace, RequesterKind kind) {
    tally(policy).add(resource, namespace, Counts.refused(kind));
    meters.counter(REFUSALS, "requester", kind.label()).increment();
  }

  void forgotten(SoftDeletePolicy policy) {
    tally(policy).forgotten();
  }

  /** Returns the tally of the present generation. An edit of the policy begins a new count. */
  Tally tally(SoftDeletePolicy policy) {
    long generation = policy.getMetadata().getGeneration();
    return byUid.compute(
        policy.getMetadata().getUid(),
        (uid, tally) ->
            tally == null || tally.generation() < generation ? new Tally(generation) : tally);
  }

  /** Forgets the policies that do not observe any more. */
  void keepOnly(List<SoftDeletePolicy> observing) {
    byUid
        .keySet()
        .retainAll(
            observing.stream().map(p -> p.getMetadata().getUid()).collect(Collectors.toSet()));
  }

  private String series(String resource) {
    boolean room = measured.size() < MOST_RESOURCES || measured.contains(resource);
    if (room) {
      measured.add(resource);
    }
    return room ? resource : "other";
  }
}
