package dev.softdelete.operator.controller;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.protect.PolicyCatalog;
import dev.softdelete.operator.protect.PolicySituation;
import dev.softdelete.operator.protect.PolicyStatusWriter;
import dev.softdelete.operator.protect.Protection;
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
import java.util.List;
import java.util.Optional;

/** Reconciles the cluster with each policy, and each policy's status with the cluster. */
@ControllerConfiguration(name = PolicyReconciler.NAME, finalizerName = PolicyReconciler.FINALIZER)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, maxInterval = 30_000)
public final class PolicyReconciler
    implements Reconciler<SoftDeletePolicy>, Cleaner<SoftDeletePolicy> {
  public static final String NAME = "softdeletepolicy";

  /**
   * The finalizer on a policy. It stays until no object bears a finalizer because of the policy.
   */
  public static final String FINALIZER = SoftDelete.GROUP + "/policy";

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final Protection protection;
  private final PolicyCatalog catalog;
  private final PolicyStatusWriter status;
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
    this.status = new PolicyStatusWriter(api, situation::now);
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
      if (PolicyEnforcement.observes(policy)) {
        Optional<Protection.Ending> ending = protection.observe(policy);
        status.observing(policy, ending, situation);
        situation.reconciled(policy);
        return UpdateControl.<SoftDeletePolicy>noUpdate()
            .rescheduleAfter(ending.isPresent() ? TRY_AGAIN : LOOK_AGAIN);
      }
      Protection.Result result = protection.establish(policy, () -> situation.reconciled(policy));
      status.established(policy, result, situation);
      if (!result.inForce() || !result.kinds().fresh().isEmpty()) {
        again = TRY_AGAIN;
      }
    } catch (ApiException e) {
      if (e.conflict()) {
        throw e;
      }
      status.refused(policy, e);
      if (e.mayPass()) {
        again = TRY_AGAIN;
      }
    }
    situation.reconciled(policy);
    return UpdateControl.<SoftDeletePolicy>noUpdate().rescheduleAfter(again);
  }

  @Override
  public DeleteControl cleanup(SoftDeletePolicy policy, Context<SoftDeletePolicy> context)
      throws InterruptedException {
    Protection.Ending ending = protection.end(policy);
    if (ending.over()) {
      return DeleteControl.defaultDelete();
    }
    status.ending(policy, ending, situation);
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(TRY_AGAIN.toMillis());
  }
}
