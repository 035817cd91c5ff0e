package dev.softdelete.operator.policy;

import dev.softdelete.api.Limits;
import dev.softdelete.api.Mode;
import dev.softdelete.api.NameReservationTerms;
import dev.softdelete.api.OnUnrecordable;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.RetentionDuration;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The terms of an object: the strictest of all policies that have covered it. So neither a change
 * of labels nor a restore into another namespace weakens the protection of an object.
 *
 * @param policies in the order of precedence, at least one
 */
public record ObjectTerms(List<SoftDeletePolicy> policies) {
  public ObjectTerms {
    policies = List.copyOf(policies);
  }

  /** Returns the name of the policy with the highest precedence. */
  public String policy() {
    return names().getFirst();
  }

  /** Returns the names of the other policies. */
  public List<String> otherPolicies() {
    return names().subList(1, policies.size());
  }

  /**
   * Returns the longest of the retentions, and of their limits, that the policies ask for.
   *
   * @param converted whether a conversion webhook may have written the annotations
   */
  public RetentionChoice retention(Map<String, String> annotations, boolean converted) {
    return specs().stream()
        .map(
            spec ->
                converted
                    ? RetentionChoice.notShorter(spec, annotations)
                    : RetentionChoice.of(spec, annotations))
        .reduce(RetentionChoice::longest)
        .orElseThrow();
  }

  public boolean purgeProtection() {
    return specs().stream().anyMatch(spec -> Boolean.TRUE.equals(spec.purgeProtection()));
  }

  /** Returns the longest reservation. */
  public Optional<NameReservationTerms> reservation() {
    return specs().stream()
        .flatMap(spec -> Optional.ofNullable(spec.nameReservation()).stream())
        .max(Comparator.comparing(ObjectTerms::duration));
  }

  private static Duration duration(NameReservationTerms reservation) {
    return RetentionDuration.parse(reservation.duration()).orElse(Duration.ZERO);
  }

  public boolean restoresStatus() {
    return Boolean.TRUE.equals(specs().getFirst().restoreStatus());
  }

  /** Whether each of the policies lets go of a deleted object that cannot be recorded. */
  public boolean releasesUnrecordable() {
    return specs().stream().allMatch(spec -> spec.onUnrecordable() == OnUnrecordable.Release);
  }

  /** Whether each of the policies is being deleted, or is to observe only. */
  public boolean ending() {
    return inForce().isEmpty();
  }

  /** Whether a policy that enforces holds deleted objects. */
  public boolean hold() {
    return inForce().stream().anyMatch(p -> p.getSpec().mode() == Mode.Hold);
  }

  /** Whether the deletes of the requester are final under each of the policies. */
  public boolean makeFinal(Requester requester) {
    return specs().stream().allMatch(spec -> FinalDeletes.by(requester, spec.ignoreDeletesBy()));
  }

  /** Whether a final delete is final for dependents too under each of the policies. */
  public boolean makeFinalForDependents() {
    return specs().stream().allMatch(FinalDeletes::ofDependents);
  }

  /**
   * Returns the limit that a capture would exceed, of a policy that is not being deleted. A share
   * of routine deletions is returned only if no limit as a whole would be exceeded.
   */
  public Optional<LimitCheck.Excess> exceeded(Load used, Load more) {
    List<Limits> limits = inForce().stream().map(p -> p.getSpec().limits()).toList();
    return limits.stream()
        .flatMap(l -> LimitCheck.exceeded(l, used.all(), more.all()).stream())
        .findFirst()
        .or(
            () ->
                limits.stream()
                    .flatMap(l -> LimitCheck.shareExceeded(l, used, more).stream())
                    .findFirst());
  }

  private List<SoftDeletePolicy> inForce() {
    return policies.stream().filter(PolicyEnforcement::enforces).toList();
  }

  private List<String> names() {
    return policies.stream().map(p -> p.getMetadata().getName()).toList();
  }

  private List<SoftDeletePolicySpec> specs() {
    return policies.stream().map(SoftDeletePolicy::getSpec).toList();
  }
}
