package dev.softdelete.operator.protect.admission;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.policy.Guarantee;
import dev.softdelete.operator.policy.ProtectedKinds;
import java.util.List;
import java.util.function.Function;

/**
 * Enforces a policy by a webhook configuration, for API servers without MutatingAdmissionPolicy.
 * Each policy has its own configuration, so that an expression that does not compile affects only
 * its own policy.
 */
public final class WebhookEnforcement implements Enforcement {
  private final ApiServer api;
  private final OperatorIdentity operator;
  private final WebhookReach webhook;
  private final Function<SoftDeletePolicy, ProtectedKinds> kinds;

  /**
   * Creates an instance.
   *
   * @param kinds the kinds that a policy covers; the same ones in one pass
   */
  public WebhookEnforcement(
      ApiServer api,
      OperatorIdentity operator,
      WebhookReach webhook,
      Function<SoftDeletePolicy, ProtectedKinds> kinds) {
    this.api = api;
    this.operator = operator;
    this.webhook = webhook;
    this.kinds = kinds;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.WEBHOOK;
  }

  /**
   * Writes the configuration, but only if the webhook serves. Otherwise the policy is not in force.
   */
  @Override
  public boolean write(SoftDeletePolicy policy) {
    webhook
        .await()
        .map(config -> new FallbackManifests(operator, config).of(policy, kinds.apply(policy)))
        .ifPresent(webhook.writer()::apply);
    // Objects that were created while the webhook did not answer lack the finalizer.
    return true;
  }

  @Override
  public void check(SoftDeletePolicy policy) {
    webhook
        .await()
        .map(config -> new FallbackManifests(operator, config).of(policy, kinds.apply(policy)))
        .ifPresent(webhook.writer()::applyDryRun);
  }

  @Override
  public void remove(SoftDeletePolicy policy) {
    api.delete(
        AdmissionNames.path(
            FallbackManifests.PLURAL, FallbackManifests.name(policy.getMetadata().getName())));
  }

  @Override
  public boolean inForce(SoftDeletePolicy policy) {
    return new Canary(api, operator.namespace())
        .protectedAs(
            new ProtectionManifests(policy, List.of(), kinds.apply(policy), operator).canaryName());
  }
}
