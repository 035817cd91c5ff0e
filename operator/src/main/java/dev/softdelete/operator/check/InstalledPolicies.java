package dev.softdelete.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The admission policies of the cluster, and whether those of the chart are in place.
 *
 * @param validating the ValidatingAdmissionPolicies by their names
 * @param bindings the ValidatingAdmissionPolicyBindings by their names
 * @param mutating the MutatingAdmissionPolicies by their names
 * @param mutatingBindings the MutatingAdmissionPolicyBindings by their names
 * @param webhooks the MutatingWebhookConfigurations by their names
 */
record InstalledPolicies(
    Map<String, JsonNode> validating,
    Map<String, JsonNode> bindings,
    Map<String, JsonNode> mutating,
    Map<String, JsonNode> mutatingBindings,
    Map<String, JsonNode> webhooks) {
  static final String SUBJECT = "Admission policies of the chart";
  static final String MUTATING = "Stamps and marks";

  /** A test compares these with the chart. */
  static final List<String> VALIDATING =
      List.of(
          "soft-delete-bypass",
          "soft-delete-deletes",
          "soft-delete-guard",
          "soft-delete-purge",
          "soft-delete-recreate",
          "soft-delete-records",
          "soft-delete-recordsize",
          "soft-delete-reviews",
          "soft-delete-snapshots");

  /** Policies that restrict the operator itself. They are absent if operator.username is set. */
  static final List<String> FOR_THE_OPERATOR = List.of("soft-delete-operator", "soft-delete-room");

  static final List<String> STAMPS =
      List.of("soft-delete-copied", "soft-delete-requester", "soft-delete-restoring");

  private static final String USERNAME = "softdelete.dev/operator-username";
  private static final String REPAIR = ". Install them again: helm upgrade";

  /**
   * Returns whether the validating policies are in place.
   *
   * @param serviceAccounts how the user name of a ServiceAccount in the operator's namespace begins
   */
  Finding inPlace(String serviceAccounts) {
    var wanted = new ArrayList<>(VALIDATING);
    if (operator().startsWith(serviceAccounts)) {
      wanted.addAll(FOR_THE_OPERATOR);
    }
    List<String> problems = wanted.stream().flatMap(n -> problems(n).stream()).sorted().toList();
    return problems.isEmpty()
        ? Finding.works(SUBJECT, wanted.size() + " are in place and bound.")
        : Finding.fails(SUBJECT, String.join("; ", problems) + REPAIR);
  }

  /** Returns whether something stamps who asks for a restore. */
  Finding stamped() {
    List<String> missing =
        STAMPS.stream()
            .filter(n -> !mutating.containsKey(n) || !mutatingBindings.containsKey(n))
            .toList();
    if (missing.isEmpty()) {
      return Finding.works(MUTATING, "the API server writes them, by MutatingAdmissionPolicies.");
    }
    if (missing.size() == STAMPS.size()) {
      return webhooks.containsKey("soft-delete-fallback")
          ? Finding.works(
              MUTATING,
              "the webhook of the operator writes them, with a weaker guarantee, because the chart"
                  + " has installed no MutatingAdmissionPolicies. On Kubernetes 1.36 and later:"
                  + " helm upgrade.")
          : Finding.fails(
              MUTATING,
              "neither MutatingAdmissionPolicies of the chart nor the webhook configuration"
                  + " soft-delete-fallback are there. The operator writes the latter once it"
                  + " leads.");
    }
    return Finding.fails(MUTATING, String.join(", ", missing) + " missing or not bound" + REPAIR);
  }

  private String operator() {
    return validating
        .getOrDefault("soft-delete-records", MissingNode.getInstance())
        .at("/metadata/annotations")
        .path(USERNAME)
        .asText();
  }

  private List<String> problems(String name) {
    JsonNode policy = validating.get(name);
    JsonNode binding = bindings.get(name);
    if (policy == null) {
      return List.of(name + " does not exist");
    }
    if (binding == null || !binding.at("/spec/policyName").asText().equals(name)) {
      return List.of(name + " has no binding");
    }
    var problems = new ArrayList<String>();
    if (binding
        .at("/spec/validationActions")
        .valueStream()
        .noneMatch(a -> a.asText().equals("Deny"))) {
      problems.add("the binding of " + name + " does not deny");
    }
    if (binding.path("spec").has("matchResources")) {
      problems.add("the binding of " + name + " is restricted to some objects");
    }
    boolean decides = policy.path("spec").has("validations");
    if (decides && !policy.at("/spec/failurePolicy").asText("Fail").equals("Fail")) {
      problems.add(name + " allows what it cannot decide");
    }
    return problems;
  }
}
