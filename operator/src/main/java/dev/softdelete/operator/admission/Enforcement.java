package dev.softdelete.operator.admission;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.kube.MetadataList;
import java.util.List;

/** Has the API server put the finalizer on what a policy covers. */
public sealed interface Enforcement permits ApiServerEnforcement, WebhookEnforcement {

  /** Admission policies where the API server serves them, else our webhook. */
  static Enforcement choose(
      ApiServer api, Operator operator, Discovery discovery, WebhookReach webhook) {
    return discovery.served(AdmissionNames.API_VERSION, AdmissionNames.POLICIES).isPresent()
        ? new ApiServerEnforcement(api, operator)
        : new WebhookEnforcement(api, operator, webhook);
  }

  Guarantee guarantee();

  /**
   * Creates or updates what follows from the policy: all of it or, where a part is refused,
   * nothing.
   *
   * @return false when all of it was there already, and enforced meanwhile
   * @throws ApiException with code 422 when a match condition of the policy does not compile or a
   *     selector is not one
   */
  boolean write(SoftDeletePolicy policy);

  /** Does nothing where it was never written. */
  void remove(SoftDeletePolicy policy);

  /**
   * Whether the API server acts on this edition of the policy. With several API servers, one of
   * them answers for all.
   */
  boolean inForce(SoftDeletePolicy policy);

  /** For when nobody is left to enforce anything. */
  record Removal(ApiServer api) {

    /** Removes what was written for any policy, also for one that is gone. */
    public void removeAll() {
      String ours = ManagedBy.LABEL + "=" + ManagedBy.OPERATOR;
      for (String plural : List.of(AdmissionNames.BINDINGS, AdmissionNames.POLICIES)) {
        removeAll(plural, ours);
      }
      removeAll(FallbackManifests.PLURAL, FallbackManifests.LABEL);
    }

    /** A later edition of the API server enforces by itself. */
    void removeFallbacks() {
      removeAll(
          FallbackManifests.PLURAL, FallbackManifests.LABEL + "=" + FallbackManifests.OF_A_POLICY);
    }

    private void removeAll(String plural, String selector) {
      try {
        new MetadataList(api)
            .forEach(
                AdmissionNames.collection(plural),
                selector,
                written -> api.delete(AdmissionNames.path(plural, written.name())));
      } catch (ApiException e) {
        // An older API server does not serve admission policies.
        if (!e.notFound()) {
          throw e;
        }
      }
    }
  }
}
