package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.CoveredKinds;
import dev.softdelete.operator.policy.Guarantee;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.ProtectedKinds;
import dev.softdelete.operator.protect.admission.Enforcement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Reconciles the cluster with one policy: the objects that the policy covers bear the finalizer,
 * and no other objects do.
 */
public final class Protection {
  private static final Duration OTHER_API_SERVERS = Duration.ofSeconds(1);

  private final Enforcement enforcement;
  private final ServedKinds kinds;
  private final Sweep sweep;
  private final SweepSchedule schedule;
  private final DeleteWatches watches;
  private final PolicyCatalog policies;

  /** The generations that stopped enforcing, and have been looked through once since. */
  private final Set<String> lookedOnce = ConcurrentHashMap.newKeySet();

  /**
   * The result of a pass.
   *
   * @param guarantee how reliable the protection is
   * @param inForce whether the API server acts on the policy and the existing objects are swept
   * @param released whether no object that only an earlier generation covers still bears the
   *     finalizer
   * @param kinds the kinds that the policy covers
   * @param awaited those that the policy names without wildcards and that are too new
   * @param unknown the kinds that the policy names and the cluster does not serve
   * @param excluded the kinds that the policy names and that no policy may cover
   */
  public record Result(
      Guarantee guarantee,
      boolean inForce,
      boolean released,
      ProtectedKinds kinds,
      List<String> awaited,
      List<String> unknown,
      List<String> excluded,
      SweepResult sweep) {}

  /**
   * The progress of a policy's end.
   *
   * @param outOfForce whether the API server has stopped acting on the policy
   * @param awaitingCapture the number of deleted objects of kinds that no other policy covers,
   *     which must be captured first
   */
  public record Ending(boolean outOfForce, SweepResult release, long awaitingCapture) {
    public boolean over() {
      return outOfForce && release.refused().isEmpty() && awaitingCapture == 0;
    }
  }

  public Protection(
      Enforcement enforcement,
      ServedKinds kinds,
      Sweep sweep,
      SweepSchedule schedule,
      DeleteWatches watches,
      PolicyCatalog policies) {
    this.enforcement = enforcement;
    this.kinds = kinds;
    this.sweep = sweep;
    this.schedule = schedule;
    this.watches = watches;
    this.policies = policies;
  }

  /**
   * Brings the policy into force, and waits until it is in force.
   *
   * @param undisturbed called before the sweep if the status says that this generation is in force
   *     and the API server has enforced it ever since
   * @throws dev.softdelete.operator.kube.ApiException with code 422 if the API server does not
   *     accept the policy's expressions or selectors; the previous generation then stays in force
   */
  public Result establish(SoftDeletePolicy policy, Runnable undisturbed)
      throws InterruptedException {
    List<ResourceType> served = kinds.served();
    ProtectedKinds covered = kinds.look(policy, served);
    Set<ResourceType> before = coveredBefore(policy, served);
    // The kinds of the previous generation stay watched until their finalizers are removed.
    watches.cover(policy.getMetadata().getName(), union(covered.watched(), before));
    boolean enforcedMeanwhile = !enforcement.write(policy) && PolicyVerdict.saysInForce(policy);
    boolean inForce = await(() -> enforcement.inForce(policy));
    if (inForce && enforcedMeanwhile) {
      undisturbed.run();
    }
    Optional<SweepSchedule.Outcome> swept =
        inForce ? schedule.run(policy, covered, before, enforcedMeanwhile) : Optional.empty();
    boolean released = swept.filter(SweepSchedule.Outcome::released).isPresent();
    if (released) {
      watches.cover(policy.getMetadata().getName(), covered.watched());
    }
    return new Result(
        enforcement.guarantee(),
        swept.isPresent(),
        released,
        covered,
        CoveredKinds.asked(policy.getSpec(), covered.fresh()),
        CoveredKinds.unknown(policy.getSpec(), served),
        CoveredKinds.excluded(policy.getSpec(), served),
        swept.map(SweepSchedule.Outcome::result).orElse(SweepResult.NOTHING));
  }

  /**
   * Takes a policy out of force, and removes the finalizers from objects that no other policy
   * covers. The caller must repeat the call until the ending is over.
   */
  public Ending end(SoftDeletePolicy policy) throws InterruptedException {
    List<ResourceType> served = kinds.served();
    Set<ResourceType> types =
        union(
            new HashSet<>(CoveredKinds.of(policy.getSpec(), served)),
            coveredBefore(policy, served));
    watches.cover(policy.getMetadata().getName(), types);
    enforcement.remove(policy);
    if (!await(() -> !enforcement.inForce(policy))) {
      return new Ending(false, SweepResult.NOTHING, 0);
    }
    Thread.sleep(OTHER_API_SERVERS);
    var ending =
        new Ending(
            true,
            sweep.release(types, policies.marksBeside(policy)::contains),
            awaitingCapture(policy, types));
    if (ending.over()) {
      watches.cover(policy.getMetadata().getName(), Set.of());
      schedule.forget(policy);
      kinds.forget(policy);
    }
    return ending;
  }

  /**
   * Makes a policy that observes stop enforcing, as if it were deleted. The caller must repeat the
   * call while it returns an ending.
   *
   * @return the progress; empty if nothing is left of an earlier generation
   * @throws dev.softdelete.operator.kube.ApiException with code 422 if the API server would not
   *     accept the policy's expressions or selectors
   */
  public Optional<Ending> observe(SoftDeletePolicy policy) throws InterruptedException {
    enforcement.check(policy);
    if (!PolicyEnforcement.mayHaveEnforced(policy)) {
      return Optional.empty();
    }
    Ending ending = end(policy);
    String edition = policy.getMetadata().getUid() + "/" + policy.getMetadata().getGeneration();
    // An API server that lagged behind may have added finalizers after the first pass.
    boolean again = !ending.over() || lookedOnce.add(edition);
    return again ? Optional.of(ending) : Optional.empty();
  }

  /**
   * Counts the objects that wait for their capture, only of kinds that no other policy covers.
   * Deleted objects of the other kinds are captured by the watches and terms of the other policy.
   */
  private long awaitingCapture(SoftDeletePolicy policy, Set<ResourceType> types) {
    var alone = new HashSet<>(types);
    policies.get().stream()
        .filter(PolicyEnforcement::enforces)
        .filter(p -> !p.getMetadata().getUid().equals(policy.getMetadata().getUid()))
        .forEach(p -> alone.removeIf(t -> CoveredKinds.covers(p.getSpec(), t)));
    return sweep.awaitingCapture(alone);
  }

  private boolean await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + enforcement.guarantee().actsWithin().toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
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

  private static Set<ResourceType> union(Set<ResourceType> a, Set<ResourceType> b) {
    var union = new HashSet<>(a);
    union.addAll(b);
    return union;
  }
}
