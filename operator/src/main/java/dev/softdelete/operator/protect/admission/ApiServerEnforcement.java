package dev.softdelete.operator.protect.admission;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WrittenManifest;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.policy.Guarantee;
import java.util.List;

/**
 * Enforces a policy by admission policies of the API server. A binding takes up to a second to take
 * effect, so a canary tells when it does.
 */
public final class ApiServerEnforcement implements Enforcement {
  private final ApiServer api;
  private final OperatorIdentity operator;
  private volatile boolean alone;

  public ApiServerEnforcement(ApiServer api, OperatorIdentity operator) {
    this.api = api;
    this.operator = operator;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.API_SERVER;
  }

  @Override
  public boolean write(SoftDeletePolicy policy) {
    List<AdmissionManifest> manifests = manifests(policy).all();
    boolean changes = !manifests.stream().allMatch(this::written);
    if (changes) {
      manifests.forEach(m -> api.applyDryRun(m.path(), m.json()));
      manifests.forEach(m -> api.apply(m.path(), m.json()));
    }
    if (!alone) {
      // Webhook configurations from before a cluster upgrade would answer the canary if they
      // stayed.
      new Removal(api).removeFallbacks();
      alone = true;
    }
    return changes;
  }

  private boolean written(AdmissionManifest manifest) {
    return api.find(manifest.path())
        .filter(live -> WrittenManifest.upToDate(Json.parse(live), manifest.json()))
        .isPresent();
  }

  @Override
  public void remove(SoftDeletePolicy policy) {
    AdmissionNames.paths(policy.getMetadata().getName()).forEach(api::delete);
  }

  @Override
  public boolean inForce(SoftDeletePolicy policy) {
    return new Canary(api, operator.namespace()).protectedAs(manifests(policy).canaryName());
  }

  private ProtectionManifests manifests(SoftDeletePolicy policy) {
    return new ProtectionManifests(policy, operator);
  }
}
