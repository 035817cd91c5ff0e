package dev.softdelete.operator.protect.admission;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.policy.Guarantee;
import dev.softdelete.operator.policy.ProtectedKinds;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets the API server add the finalizer to the objects that a policy covers. */
public sealed interface Enforcement permits ApiServerEnforcement, WebhookEnforcement {

  /**
   * Chooses admission policies if the API server serves them, and our webhook otherwise.
   *
   * @param kinds the kinds that a policy covers
   */
  static Enforcement choose(
      ApiServer api,
      OperatorIdentity operator,
      Guarantee guarantee,
      WebhookReach webhook,
      Supplier<List<SoftDeletePolicy>> policies,
      Function<SoftDeletePolicy, ProtectedKinds> kinds) {
    return switch (guarantee) {
      case API_SERVER -> new ApiServerEnforcement(api, operator, policies, kinds);
      case WEBHOOK -> new WebhookEnforcement(api, operator, webhook, kinds);
    };
  }

  /** Asks the API server which kinds of admission policies it serves. */
  static Guarantee possible(Discovery discovery) {
    return discovery.served(AdmissionNames.API_VERSION, AdmissionNames.POLICIES).isPresent()
        ? Guarantee.API_SERVER
        : Guarantee.WEBHOOK;
  }

  Guarantee guarantee();

  /**
   * Creates or updates the objects that enforce the policy. If the API server refuses one of them,
   * none is written.
   *
   * @return false if all of them existed already and were enforced ever since
   * @throws ApiException with code 422 if a match condition of the policy does not compile or a
   *     selector is invalid
   */
  boolean write(SoftDeletePolicy policy);

  /**
   * Asks the API server whether it would accept the policy. Nothing is written.
   *
   * @throws ApiException with code 422 if it would not
   */
  void check(SoftDeletePolicy policy);

  /** Removes the objects that enforce the policy. Does nothing if none were ever written. */
  void remove(SoftDeletePolicy policy);

  /**
   * Whether the API server acts on this generation of the policy. If there are several API servers,
   * the answer of one of them stands for all.
   */
  boolean inForce(SoftDeletePolicy policy);

  /** Removes enforcement objects when no component is left that uses them. */
  record Removal(ApiServer api) {

    /** Removes the objects of all policies, including policies that no longer exist. */
    public void removeAll() {
      String ours = ManagedBy.LABEL + "=" + ManagedBy.OPERATOR;
      for (String plural : List.of(AdmissionNames.BINDINGS, AdmissionNames.POLICIES)) {
        removeAll(plural, ours);
      }
      removeAll(FallbackManifests.PLURAL, FallbackManifests.LABEL);
    }

    /**
     * Removes the webhook configurations of policies. A newer version of the API server enforces
     * the policies by itself.
     */
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
