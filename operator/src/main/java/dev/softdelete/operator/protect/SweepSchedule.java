package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.Guarantee;
import dev.softdelete.operator.policy.ProtectedKinds;
import dev.softdelete.operator.policy.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Runs the sweeps of a policy when they are due: for a new generation, for kinds that appear, on
 * request, and at intervals.
 */
public final class SweepSchedule {
  private static final Duration OTHER_API_SERVERS = Duration.ofSeconds(1);

  private final Sweep sweep;
  private final Scope.Surroundings surroundings;
  private final PolicyCatalog policies;
  private final Guarantee guarantee;
  private final Clock clock;
  private final Map<String, LastSweep> lastSweeps = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /** The last sweep of a policy, remembered to avoid needless sweeps. Its loss does no harm. */
  private record LastSweep(
      long generation, Instant at, Duration took, Set<ResourceType> types, Outcome outcome) {}

  /**
   * The result of the sweeps of a generation.
   *
   * @param released whether the finalizer is removed from every object that only an earlier
   *     generation covered
   */
  record Outcome(SweepResult result, boolean released) {}

  public SweepSchedule(
      Sweep sweep,
      Scope.Surroundings surroundings,
      PolicyCatalog policies,
      Guarantee guarantee,
      Clock clock) {
    this.sweep = sweep;
    this.surroundings = surroundings;
    this.policies = policies;
    this.guarantee = guarantee;
    this.clock = clock;
  }

  /** Requests a sweep in the next pass, for example after a namespace's labels changed. */
  public void ask(String policyUid) {
    asked.add(policyUid);
  }

  void forget(SoftDeletePolicy policy) {
    lastSweeps.remove(policy.getMetadata().getUid());
    asked.remove(policy.getMetadata().getUid());
  }

  /**
   * Runs the sweeps that are due.
   *
   * @param kinds the kinds that the policy covers
   * @param before the kinds that the policy covered before its last edit
   * @param enforcedMeanwhile whether every API server has acted on this generation for a long time;
   *     a single pass then finds every object
   * @return the result; empty if the policy was edited or deleted during the sweep
   */
  Optional<Outcome> run(
      SoftDeletePolicy policy,
      ProtectedKinds kinds,
      Set<ResourceType> before,
      boolean enforcedMeanwhile)
      throws InterruptedException {
    String uid = policy.getMetadata().getUid();
    boolean askedFor = asked.remove(uid);
    LastSweep last = lastSweeps.get(uid);
    boolean newEdition = last == null || last.generation() != policy.getMetadata().getGeneration();
    boolean due = newEdition || askedFor || outdated(last);
    Set<ResourceType> covered = kinds.inForce();
    Set<ResourceType> types = new HashSet<>(covered);
    if (!due) {
      types.removeAll(last.types());
      if (types.isEmpty()) {
        return Optional.of(last.outcome());
      }
    }
    Instant begun = clock.instant();
    SweepResult released = SweepResult.NOTHING;
    if (due && edited(policy) && (newEdition || !last.outcome().released())) {
      Thread.sleep(OTHER_API_SERVERS);
      released = release(policy, covered, before);
    }
    SweepResult swept = protect(policy, types, kinds.onUpdate());
    if (!enforcedMeanwhile && (newEdition || !due) && !superseded(policy)) {
      Thread.sleep(OTHER_API_SERVERS);
      swept = protect(policy, types, kinds.onUpdate());
    }
    if (superseded(policy)) {
      return Optional.empty();
    }
    SweepResult others = due ? SweepResult.NOTHING : last.outcome().result();
    List<StuckObject> refused =
        Stream.concat(released.refused().stream(), swept.refused().stream()).toList();
    var outcome =
        new Outcome(
            new SweepResult(
                others.retained() + swept.retained(),
                refused,
                others.unprotectedAnd(swept, ProtectedKinds.names(covered))),
            released.refused().isEmpty());
    lastSweeps.put(
        uid,
        new LastSweep(
            policy.getMetadata().getGeneration(),
            due ? clock.instant() : last.at(),
            due ? Duration.between(begun, clock.instant()) : last.took(),
            covered,
            outcome));
    return Optional.of(outcome);
  }

  private boolean outdated(LastSweep last) {
    return !last.outcome().result().refused().isEmpty()
        || last.at().plus(SweepInterval.of(guarantee, last.took())).isBefore(clock.instant());
  }

  /** Whether an earlier generation may have covered objects that this generation does not cover. */
  private static boolean edited(SoftDeletePolicy policy) {
    long generation = policy.getMetadata().getGeneration();
    return generation > 1
        && Optional.ofNullable(policy.getStatus())
            .map(SoftDeletePolicyStatus::observedGeneration)
            .filter(g -> g == generation)
            .isEmpty();
  }

  private SweepResult release(
      SoftDeletePolicy policy, Set<ResourceType> covered, Set<ResourceType> before) {
    var types = new HashSet<>(covered);
    types.addAll(before);
    return sweep.release(types, policies.marksBeside(policy)::contains);
  }

  private SweepResult protect(
      SoftDeletePolicy policy, Set<ResourceType> types, Set<ResourceType> judged) {
    return sweep.protect(
        types,
        judged,
        CoveredObjects.of(policy, policies.get(), surroundings),
        () -> !superseded(policy));
  }

  /**
   * Whether the policy was edited or deleted in the meantime. A long sweep for an outdated
   * generation would delay the next generation.
   */
  private boolean superseded(SoftDeletePolicy policy) {
    return policies.get().stream()
        .filter(p -> p.getMetadata().getUid().equals(policy.getMetadata().getUid()))
        .anyMatch(
            p ->
                p.getMetadata().getDeletionTimestamp() != null
                    || p.getMetadata().getGeneration() > policy.getMetadata().getGeneration());
  }
}
