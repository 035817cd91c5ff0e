package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.policy.CoveredKinds;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.Scope;
import java.util.List;
import java.util.function.Supplier;

/**
 * Updates a new object of a kind whose definition judges changes. The update changes nothing by
 * itself, and the API server's admission policies add the finalizer to it. If the API server
 * refuses it, the object stays without the finalizer, because it could not be taken off again. The
 * next sweep counts such objects.
 */
public final class FirstUpdate {
  private final ApiServer api;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final Scope.Surroundings surroundings;

  public FirstUpdate(
      ApiServer api, Supplier<List<SoftDeletePolicy>> policies, Scope.Surroundings surroundings) {
    this.api = api;
    this.policies = policies;
    this.surroundings = surroundings;
  }

  /**
   * Updates the object if a policy selects it.
   *
   * @return always true: there is nothing left to do
   * @throws ApiException if the API server cannot answer for now
   */
  public boolean done(ObjectKey key) {
    api.findMetadata(key.path())
        .filter(object -> !object.retained() && !object.deleting())
        .filter(object -> selected(key, object))
        .ifPresent(object -> update(key));
    return true;
  }

  private boolean selected(ObjectKey key, KubeObject object) {
    return policies.get().stream()
        .filter(PolicyEnforcement::enforces)
        .filter(p -> CoveredKinds.named(p.getSpec(), key.type()))
        .anyMatch(p -> new Scope(p.getSpec(), surroundings).test(key.type(), object));
  }

  private void update(ObjectKey key) {
    try {
      api.mergePatch(key.path(), Json.object());
    } catch (ApiException e) {
      if (e.unavailable()) {
        throw e;
      }
    }
  }
}
