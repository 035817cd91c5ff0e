package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** Writes a policy's admission policies, and asks the API server whether they act. */
public final class Enforcement {
  private final ApiServer api;
  private final Operator operator;

  public Enforcement(ApiServer api, Operator operator) {
    this.api = api;
    this.operator = operator;
  }

  /**
   * Creates or updates what follows from the policy.
   *
   * @throws dev.softdelete.operator.kube.ApiException with code 422 when a match condition of the
   *     policy does not compile or a selector is not one
   */
  public void write(SoftDeletePolicy policy) {
    manifests(policy).all().forEach(m -> api.apply(m.path(), m.json()));
  }

  /** Does nothing where it was never written. */
  public static void remove(ApiServer api, String policyName) {
    AdmissionNames.paths(policyName).forEach(api::delete);
  }

  public void remove(SoftDeletePolicy policy) {
    remove(api, policy.getMetadata().getName());
  }

  /**
   * Whether the API server acts on this edition of the policy. A binding takes up to a second; with
   * several API servers, one of them answers for all.
   */
  public boolean inForce(SoftDeletePolicy policy) {
    ObjectNode canary = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    canary.putObject("metadata").put("name", manifests(policy).canaryName());
    KubeObject answered =
        api.create(
            ResourceType.CONFIG_MAPS.path(Optional.of(operator.namespace())) + "?dryRun=All",
            canary);
    return answered.retained();
  }

  private ProtectionManifests manifests(SoftDeletePolicy policy) {
    return new ProtectionManifests(policy, operator);
  }
}
