package dev.softdelete.operator.protect;

import dev.softdelete.api.PolicyCounts;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the cluster in line with each policy, and the policy's status with the cluster. */
@ControllerConfiguration(name = "softdeletepolicy", finalizerName = "softdelete.dev/policy")
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, maxInterval = 30_000)
public final class PolicyReconciler
    implements Reconciler<SoftDeletePolicy>, Cleaner<SoftDeletePolicy> {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
  private static final int REPORTED = 20;

  private final Protection protection;
  private final PolicyCatalog catalog;
  private final ApiServer api;
  private final PolicySituation situation;
  private final List<EventSource<?, SoftDeletePolicy>> triggers;

  public PolicyReconciler(
      Protection protection,
      PolicyCatalog catalog,
      ApiServer api,
      PolicySituation situation,
      List<EventSource<?, SoftDeletePolicy>> triggers) {
    this.protection = protection;
    this.catalog = catalog;
    this.api = api;
    this.situation = situation;
    this.triggers = triggers;
  }

  @Override
  public List<EventSource<?, SoftDeletePolicy>> prepareEventSources(
      EventSourceContext<SoftDeletePolicy> context) {
    catalog.follow(() -> context.getPrimaryCache().list().toList());
    return triggers;
  }

  @Override
  public UpdateControl<SoftDeletePolicy> reconcile(
      SoftDeletePolicy policy, Context<SoftDeletePolicy> context) throws InterruptedException {
    Duration again = LOOK_AGAIN;
    try {
      Protection.Result result = protection.establish(policy);
      List<StuckObject> stuck =
          Stream.concat(result.sweep().refused().stream(), stuckUnder(result)).toList();
      writeStatus(policy, result, stuck);
      if (!result.inForce()) {
        again = TRY_AGAIN;
      }
    } catch (ApiException e) {
      if (e.conflict() || e.code() >= 500 || e.code() == 429) {
        throw e;
      }
      writeRefusal(policy, e);
    }
    situation.reconciled(policy);
    return UpdateControl.<SoftDeletePolicy>noUpdate().rescheduleAfter(again);
  }

  private Stream<StuckObject> stuckUnder(Protection.Result result) {
    List<String> covered = result.covered().stream().map(ResourceType::groupResource).toList();
    return situation.stuck().stream().filter(s -> covered.contains(s.resource()));
  }

  private void writeStatus(
      SoftDeletePolicy policy, Protection.Result result, List<StuckObject> stuck) {
    Condition ready = PolicyVerdict.of(result, stuck);
    var counts =
        new PolicyCounts(
            result.sweep().retained(),
            situation.records(policy.getMetadata().getName()),
            (long) stuck.size());
    List<String> covered =
        result.covered().stream().map(ResourceType::groupResource).sorted().toList();
    write(
        policy,
        new SoftDeletePolicyStatus(
            result.inForce() ? policy.getMetadata().getGeneration() : observed(policy),
            conditions(policy, ready),
            covered,
            counts,
            stuck.stream().limit(REPORTED).toList()));
  }

  /** What was covered before stays so: its kinds are kept for the edition that is accepted. */
  private void writeRefusal(SoftDeletePolicy policy, ApiException refusal) {
    SoftDeletePolicyStatus before =
        Optional.ofNullable(policy.getStatus())
            .orElse(new SoftDeletePolicyStatus(null, null, null, null, null));
    write(
        policy,
        new SoftDeletePolicyStatus(
            before.observedGeneration(),
            conditions(policy, PolicyVerdict.refused(refusal)),
            before.protectedResources(),
            before.counts(),
            before.stuck()));
  }

  private List<Condition> conditions(SoftDeletePolicy policy, Condition ready) {
    ready.setObservedGeneration(policy.getMetadata().getGeneration());
    List<Condition> before =
        policy.getStatus() == null ? new ArrayList<>() : policy.getStatus().conditions();
    return Conditions.with(before, ready, situation.now());
  }

  private static Long observed(SoftDeletePolicy policy) {
    return policy.getStatus() == null ? null : policy.getStatus().observedGeneration();
  }

  private void write(SoftDeletePolicy policy, SoftDeletePolicyStatus status) {
    if (Objects.equals(policy.getStatus(), status)) {
      return;
    }
    var patch = Json.object();
    patch.set("status", Json.tree(status));
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

  @Override
  public DeleteControl cleanup(SoftDeletePolicy policy, Context<SoftDeletePolicy> context)
      throws InterruptedException {
    return protection.end(policy)
        ? DeleteControl.defaultDelete()
        : DeleteControl.noFinalizerRemoval().rescheduleAfter(TRY_AGAIN.toMillis());
  }
}
