package dev.softdelete.operator.admission;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiServer;

/**
 * Writes a policy as a webhook configuration, for API servers without MutatingAdmissionPolicy. One
 * for each policy: an expression that does not compile is one policy's trouble only.
 */
public final class WebhookEnforcement implements Enforcement {
  private final ApiServer api;
  private final Operator operator;
  private final WebhookReach webhook;

  public WebhookEnforcement(ApiServer api, Operator operator, WebhookReach webhook) {
    this.api = api;
    this.operator = operator;
    this.webhook = webhook;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.WEBHOOK;
  }

  /** Writes nothing while the webhook does not serve: then the policy is not in force. */
  @Override
  public boolean write(SoftDeletePolicy policy) {
    webhook
        .await()
        .map(config -> new FallbackManifests(operator, config).of(policy))
        .ifPresent(manifest -> api.apply(manifest.path(), manifest.json()));
    // What was created while the webhook did not answer slipped through.
    return true;
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
        .protectedAs(new ProtectionManifests(policy, operator).canaryName());
  }
}
