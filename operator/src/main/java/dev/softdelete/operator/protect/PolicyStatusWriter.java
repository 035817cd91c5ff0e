package dev.softdelete.operator.protect;

import dev.softdelete.api.NearLimit;
import dev.softdelete.api.PolicyCounts;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.LimitWarning;
import dev.softdelete.operator.policy.ProtectedKinds;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Builds and writes the status of a policy. No other class builds it. It writes only if the status
 * changed.
 */
public final class PolicyStatusWriter {
  private static final int REPORTED = 20;
  private static final SoftDeletePolicyStatus NONE =
      new SoftDeletePolicyStatus(null, null, null, null, null, null, null);

  private final ApiServer api;
  private final Supplier<Instant> now;

  /**
   * Creates a writer.
   *
   * @param now the present time by the API server's clock
   */
  public PolicyStatusWriter(ApiServer api, Supplier<Instant> now) {
    this.api = api;
    this.now = now;
  }

  public void established(
      SoftDeletePolicy policy, Protection.Result result, PolicySituation situation) {
    SoftDeletePolicyStatus before = before(policy);
    List<String> covered = ProtectedKinds.names(result.kinds().inForce());
    // Kinds that an earlier generation covered stay listed until their objects are released.
    List<String> named =
        result.released() || before.protectedResources() == null
            ? covered
            : Stream.of(covered, before.protectedResources())
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
    List<StuckObject> stuck = stuck(named, result.sweep(), situation);
    List<NearLimit> near = nearLimits(policy, before, situation);
    write(
        policy,
        new SoftDeletePolicyStatus(
            result.released() ? policy.getMetadata().getGeneration() : before.observedGeneration(),
            warned(conditions(policy, PolicyVerdict.of(result, stuck)), near),
            named,
            counts(policy, result.sweep().retained(), stuck, situation),
            reported(stuck),
            near,
            before.observation()));
  }

  /** Returns the entries, and tells of those that the status does not have yet. */
  private static List<NearLimit> nearLimits(
      SoftDeletePolicy policy, SoftDeletePolicyStatus before, PolicySituation situation) {
    List<NearLimit> near =
        LimitWarning.of(
            policy.getSpec().limits(),
            situation.used(policy.getMetadata().getName()),
            before.nearLimits());
    List<NearLimit> news = LimitWarning.news(near, before.nearLimits());
    if (!news.isEmpty()) {
      situation.nearLimit(policy, LimitWarning.text(news));
    }
    return near;
  }

  private List<Condition> warned(List<Condition> conditions, List<NearLimit> near) {
    String type = LimitWarning.NEAR_LIMIT;
    return near.isEmpty()
        ? Conditions.without(conditions, type)
        : Conditions.with(
            conditions, Conditions.of(type, true, type, LimitWarning.text(near)), now.get());
  }

  /**
   * Reports that the API server refused the policy. The previous coverage stays in force, so the
   * status keeps its kinds for the next generation that is accepted.
   */
  public void refused(SoftDeletePolicy policy, ApiException refusal) {
    SoftDeletePolicyStatus before = before(policy);
    write(
        policy,
        new SoftDeletePolicyStatus(
            before.observedGeneration(),
            conditions(policy, PolicyVerdict.refused(refusal)),
            before.protectedResources(),
            before.counts(),
            before.stuck(),
            before.nearLimits(),
            before.observation()));
  }

  /** Reports after an uninstall that the policy protects nothing any more. */
  public void released(SoftDeletePolicy policy) {
    SoftDeletePolicyStatus before = before(policy);
    write(
        policy,
        new SoftDeletePolicyStatus(
            before.observedGeneration(),
            conditions(policy, PolicyVerdict.released()),
            before.protectedResources(),
            before.counts(),
            before.stuck(),
            before.nearLimits(),
            before.observation()));
  }

  /**
   * Reports on a policy that only observes. What it has counted is not part of this.
   *
   * @param ending the progress of releasing what an earlier generation covered; empty if it is over
   */
  public void observing(
      SoftDeletePolicy policy, Optional<Protection.Ending> ending, PolicySituation situation) {
    SoftDeletePolicyStatus before = before(policy);
    List<String> left =
        ending.isEmpty() || before.protectedResources() == null
            ? List.of()
            : before.protectedResources();
    List<StuckObject> stuck =
        ending.map(e -> stuck(left, e.release(), situation)).orElse(List.of());
    long retained = ending.map(e -> e.release().retained()).orElse(0L);
    Condition ready = ending.map(PolicyVerdict::releasing).orElseGet(PolicyVerdict::observing);
    write(
        policy,
        new SoftDeletePolicyStatus(
            ending.isEmpty() ? policy.getMetadata().getGeneration() : before.observedGeneration(),
            warned(conditions(policy, ready), List.of()),
            left,
            counts(policy, retained, stuck, situation),
            reported(stuck),
            List.of(),
            before.observation()));
  }

  public void ending(SoftDeletePolicy policy, Protection.Ending ending, PolicySituation situation) {
    SoftDeletePolicyStatus before = before(policy);
    List<String> covered = Optional.ofNullable(before.protectedResources()).orElse(List.of());
    List<StuckObject> stuck = stuck(covered, ending.release(), situation);
    write(
        policy,
        new SoftDeletePolicyStatus(
            before.observedGeneration(),
            conditions(policy, PolicyVerdict.ending(ending)),
            before.protectedResources(),
            counts(policy, ending.release().retained(), stuck, situation),
            reported(stuck),
            before.nearLimits(),
            before.observation()));
  }

  private List<StuckObject> stuck(
      List<String> resources, SweepResult sweep, PolicySituation situation) {
    return Stream.concat(
            sweep.refused().stream(),
            situation.stuck().stream().filter(s -> resources.contains(s.resource())))
        .toList();
  }

  private PolicyCounts counts(
      SoftDeletePolicy policy, long retained, List<StuckObject> stuck, PolicySituation situation) {
    String name = policy.getMetadata().getName();
    return new PolicyCounts(
        retained, situation.records(name), (long) stuck.size(), situation.refusedCreates(name));
  }

  private static List<StuckObject> reported(List<StuckObject> stuck) {
    return stuck.stream().limit(REPORTED).toList();
  }

  private List<Condition> conditions(SoftDeletePolicy policy, Condition ready) {
    ready.setObservedGeneration(policy.getMetadata().getGeneration());
    return Conditions.with(before(policy).conditions(), ready, now.get());
  }

  private static SoftDeletePolicyStatus before(SoftDeletePolicy policy) {
    return Optional.ofNullable(policy.getStatus()).orElse(NONE);
  }

  private void write(SoftDeletePolicy policy, SoftDeletePolicyStatus status) {
    if (Objects.equals(policy.getStatus(), status)) {
      return;
    }
    var patch = Json.object();
    // The observation is written by the replicas that count.
    patch.set("status", Json.tree(status).without("observation"));
    try {
      api.mergePatch(
          ResourceType.POLICIES.path(Optional.empty(), policy.getMetadata().getName()) + "/status",
          patch);
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }
}
