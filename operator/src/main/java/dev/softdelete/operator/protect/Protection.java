package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.admission.Enforcement;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Brings the cluster in line with one policy: what it covers bears the finalizer, nothing else. */
public final class Protection {
  private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(20);
  private static final Duration SWEEP_AGAIN_AFTER = Duration.ofMinutes(10);
  private static final Duration OTHER_API_SERVERS = Duration.ofSeconds(1);

  private final Enforcement enforcement;
  private final Discovery discovery;
  private final Sweep sweep;
  private final DeleteWatches watches;
  private final Clock clock;
  private final Map<String, LastSweep> lastSweeps = new ConcurrentHashMap<>();

  /** What a process remembers of its sweeps, to spare needless ones: lost without harm. */
  private record LastSweep(
      long generation, Instant at, Set<ResourceType> types, SweepResult result) {}

  /**
   * What a pass came to.
   *
   * @param inForce whether the API server acts on the policy
   * @param covered the kinds that it covers
   * @param unknown kinds that it names and the cluster does not serve
   */
  public record Result(
      boolean inForce, List<ResourceType> covered, List<String> unknown, SweepResult sweep) {}

  public Protection(
      Enforcement enforcement,
      Discovery discovery,
      Sweep sweep,
      DeleteWatches watches,
      Clock clock) {
    this.enforcement = enforcement;
    this.discovery = discovery;
    this.sweep = sweep;
    this.watches = watches;
    this.clock = clock;
  }

  /**
   * Brings the policy into force, and waits until it is.
   *
   * @throws dev.softdelete.operator.kube.ApiException with code 422 when the API server does not
   *     accept the policy's expressions or selectors
   */
  public Result establish(SoftDeletePolicy policy) throws InterruptedException {
    List<ResourceType> served = discovery.resources();
    Set<ResourceType> covered = new HashSet<>(CoveredKinds.of(policy.getSpec(), served));
    List<String> unknown = CoveredKinds.unknown(policy.getSpec(), served);
    Set<ResourceType> before = coveredBefore(policy, served);
    // The kinds of the edition before stay watched until their finalizers are off.
    watches.cover(policy.getMetadata().getName(), union(covered, before));
    enforcement.write(policy);
    if (!await(() -> enforcement.inForce(policy))) {
      return new Result(false, List.copyOf(covered), unknown, new SweepResult(0, List.of()));
    }
    SweepResult result = sweep(policy, covered, before);
    watches.cover(policy.getMetadata().getName(), covered);
    return new Result(true, List.copyOf(covered), unknown, result);
  }

  private SweepResult sweep(
      SoftDeletePolicy policy, Set<ResourceType> covered, Set<ResourceType> before)
      throws InterruptedException {
    long generation = policy.getMetadata().getGeneration();
    LastSweep last = lastSweeps.get(policy.getMetadata().getUid());
    boolean edited = observedGeneration(policy).filter(g -> g != generation).isPresent();
    List<StuckObject> refused = new ArrayList<>();
    if (edited && (last == null || last.generation() != generation)) {
      refused.addAll(sweep.release(union(covered, before)).refused());
    }
    boolean due =
        last == null
            || last.generation() != generation
            || last.at().plus(SWEEP_AGAIN_AFTER).isBefore(clock.instant());
    Set<ResourceType> types = new HashSet<>(covered);
    if (!due) {
      types.removeAll(last.types());
    }
    if (!due && types.isEmpty()) {
      return last.result();
    }
    SweepResult swept = protect(policy, types);
    if (last == null || last.generation() != generation) {
      Thread.sleep(OTHER_API_SERVERS);
      swept = protect(policy, types);
    }
    refused.addAll(swept.refused());
    var result = new SweepResult(swept.retained(), refused);
    lastSweeps.put(
        policy.getMetadata().getUid(),
        new LastSweep(generation, due ? clock.instant() : last.at(), covered, result));
    return result;
  }

  /**
   * Forgets the last sweep, so that the next pass sweeps: for when a namespace's labels changed.
   */
  public void sweepAgain(String policyUid) {
    lastSweeps.remove(policyUid);
  }

  private SweepResult protect(SoftDeletePolicy policy, Set<ResourceType> types) {
    return sweep.protect(
        types,
        Boolean.TRUE.equals(policy.getSpec().includeOwned()),
        object -> inScope(policy, object));
  }

  private static boolean inScope(SoftDeletePolicy policy, KubeObject object) {
    return LabelSelectors.matches(policy.getSpec().objectSelector(), object.labels())
        && object.namespace().filter(n -> n.startsWith("kube-")).isEmpty();
  }

  /**
   * Takes a policy out of force, and the finalizers off what no other policy covers.
   *
   * @return whether nothing is left; false while deleted objects wait for their capture
   */
  public boolean end(SoftDeletePolicy policy) throws InterruptedException {
    List<ResourceType> served = discovery.resources();
    Set<ResourceType> types =
        union(
            new HashSet<>(CoveredKinds.of(policy.getSpec(), served)),
            coveredBefore(policy, served));
    watches.cover(policy.getMetadata().getName(), types);
    enforcement.remove(policy);
    if (!await(() -> !enforcement.inForce(policy))) {
      return false;
    }
    boolean clean = sweep.release(types).refused().isEmpty();
    boolean captured = sweep.awaitingCapture(types) == 0;
    if (clean && captured) {
      watches.cover(policy.getMetadata().getName(), Set.of());
      lastSweeps.remove(policy.getMetadata().getUid());
      return true;
    }
    return false;
  }

  private boolean await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = clock.instant().plus(IN_FORCE_WITHIN);
    while (!condition.getAsBoolean()) {
      if (clock.instant().isAfter(deadline)) {
        return false;
      }
      Thread.sleep(Duration.ofMillis(100));
    }
    return true;
  }

  private static Set<ResourceType> coveredBefore(
      SoftDeletePolicy policy, List<ResourceType> served) {
    List<String> names =
        Optional.ofNullable(policy.getStatus())
            .map(SoftDeletePolicyStatus::protectedResources)
            .orElse(List.of());
    var before = new HashSet<>(served);
    before.removeIf(t -> !names.contains(t.groupResource()));
    return before;
  }

  private static Optional<Long> observedGeneration(SoftDeletePolicy policy) {
    return Optional.ofNullable(policy.getStatus()).map(SoftDeletePolicyStatus::observedGeneration);
  }

  private static Set<ResourceType> union(Set<ResourceType> a, Set<ResourceType> b) {
    var union = new HashSet<>(a);
    union.addAll(b);
    return union;
  }
}
