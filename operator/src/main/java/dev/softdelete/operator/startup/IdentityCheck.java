package dev.softdelete.operator.startup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * Asks the API server for the operator's username, and checks that the chart's admission policies
 * name the same user.
 */
public final class IdentityCheck {
  private static final String ANNOTATION = "softdelete.dev/operator-username";
  private static final ResourceType REVIEWS =
      ResourceType.of(
          "authentication.k8s.io", "v1", "selfsubjectreviews", "SelfSubjectReview", false);
  private static final ResourceType VALIDATING_POLICIES =
      ResourceType.of(
          "admissionregistration.k8s.io",
          "v1",
          "validatingadmissionpolicies",
          "ValidatingAdmissionPolicy",
          false);

  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  private IdentityCheck() {}

  /**
   * Asks the API server for the operator's username and checks the chart's admission policies.
   *
   * @throws CannotRunException when the chart's policies are missing or name another user
   */
  public static OperatorIdentity check(ApiServer api, String namespace) {
    ObjectNode review =
        Json.object().put("apiVersion", REVIEWS.apiVersion()).put("kind", REVIEWS.kind());
    String username =
        api.create(REVIEWS.path(), review).json().at("/status/userInfo/username").asText();
    KubeObject records =
        api.find(VALIDATING_POLICIES.path(Optional.empty(), "soft-delete-records"))
            .map(KubeObject::parse)
            .orElseThrow(
                () ->
                    new CannotRunException(
                        "The chart's admission policies are not installed: install the Helm chart"
                            + " soft-delete-operator first."));
    String meant = records.annotations().get(ANNOTATION);
    if (!username.equals(meant)) {
      throw new CannotRunException(
          "The operator runs as '"
              + username
              + "', but the chart's admission policies let '"
              + meant
              + "' be the operator. Set the chart's value operator.username to '"
              + username
              + "', or run the operator as the other.");
    }
    checkNamespace(username, namespace);
    return new OperatorIdentity(username, namespace);
  }

  /**
   * Checks that snapshots and the lease are in the namespace where the chart's roles allow them.
   */
  static void checkNamespace(String username, String namespace) {
    if (username.startsWith(SERVICE_ACCOUNT)
        && !username.startsWith(SERVICE_ACCOUNT + namespace + ":")) {
      throw new CannotRunException(
          "OPERATOR_NAMESPACE is '%s', but the operator runs as '%s'. Set it to the namespace of that ServiceAccount, where the chart is installed."
              .formatted(namespace, username));
    }
  }
}
