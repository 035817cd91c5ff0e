package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
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
   * Creates or updates what follows from the policy: all of it or, where a part is refused,
   * nothing.
   *
   * @throws dev.softdelete.operator.kube.ApiException with code 422 when a match condition of the
   *     policy does not compile or a selector is not one
   */
  public void write(SoftDeletePolicy policy) {
    List<AdmissionManifest> manifests = manifests(policy).all();
    manifests.forEach(m -> api.applyDryRun(m.path(), m.json()));
    manifests.forEach(m -> api.apply(m.path(), m.json()));
  }

  /** Does nothing where it was never written. */
  public void remove(SoftDeletePolicy policy) {
    AdmissionNames.paths(policy.getMetadata().getName()).forEach(api::delete);
  }

  /** For when nobody is left to enforce anything. */
  public record Removal(ApiServer api) {

    /** Removes what was written for any policy, also for one that is gone. */
    public void removeAll() {
      for (String plural : List.of(AdmissionNames.BINDINGS, AdmissionNames.POLICIES)) {
        new MetadataList(api)
            .forEach(
                AdmissionNames.collection(plural),
                ProtectionManifests.LABEL + "=" + ProtectionManifests.LABEL_VALUE,
                written -> api.delete(AdmissionNames.path(plural, written.name())));
      }
    }
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
