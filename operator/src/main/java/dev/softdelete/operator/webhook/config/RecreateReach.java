package dev.softdelete.operator.webhook.config;

import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.AdmissionRule;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.CoveredKinds;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;

/**
 * The creates for which one webhook of a policy is called.
 *
 * <p>The API server matches the namespaceSelector of a webhook with the labels of the namespace of
 * an object. For a create of a Namespace, these are the labels in the request. But the labels that
 * count are those that the deleted Namespace had: {@code kubectl create namespace} and Helm's
 * {@code --create-namespace} send none. Therefore a policy with a selector has a webhook of its own
 * for Namespaces, without a selector. The records in the memory of the operator, which it answers
 * from, exist only for Namespaces that a policy covered.
 *
 * @param name the part of the webhook's name that tells it from the others of the policy
 * @param namespaceSelector null if there is none
 */
record RecreateReach(
    String name,
    List<AdmissionRule> creates,
    LabelSelector namespaceSelector,
    List<MatchCondition> conditions) {

  private static final List<ResourceRule> NAMESPACES =
      List.of(ResourceRule.of(ResourceType.NAMESPACES.group(), ResourceType.NAMESPACES.plural()));

  static List<RecreateReach> of(SoftDeletePolicySpec policy) {
    var creates = AdmissionRule.scoped("*", policy.resources(), "CREATE");
    LabelSelector selector = policy.namespaceSelector();
    if (!selects(selector) || !CoveredKinds.named(policy, ResourceType.NAMESPACES)) {
      return List.of(new RecreateReach("recreate", creates, selector, List.of()));
    }
    return List.of(
        new RecreateReach(
            "recreate",
            creates,
            selector,
            List.of(new MatchCondition("not-a-namespace", KindCondition.noneOf(NAMESPACES)))),
        new RecreateReach(
            "recreate-namespace",
            AdmissionRule.scoped("Cluster", NAMESPACES, "CREATE"),
            null,
            List.of()));
  }

  /** Whether some labels do not satisfy the selector. */
  private static boolean selects(LabelSelector selector) {
    if (selector == null) {
      return false;
    }
    Map<String, String> labels = selector.getMatchLabels();
    List<LabelSelectorRequirement> expressions = selector.getMatchExpressions();
    return (labels != null && !labels.isEmpty()) || (expressions != null && !expressions.isEmpty());
  }
}
