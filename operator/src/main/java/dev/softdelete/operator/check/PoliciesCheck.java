package dev.softdelete.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;

/** Checks that every SoftDeletePolicy is in force, or tells why not. */
record PoliciesCheck(ApiServer api) implements Check {
  private static final String SUBJECT = "SoftDeletePolicies";

  @Override
  public List<Finding> look() {
    return findings(Json.parse(api.get(ResourceType.POLICIES.path())).path("items"));
  }

  static List<Finding> findings(JsonNode policies) {
    return policies.isEmpty()
        ? List.of(
            Finding.works(
                SUBJECT, "there are none, so that nothing is soft-deleted until you create one."))
        : policies.valueStream().map(PoliciesCheck::finding).toList();
  }

  private static Finding finding(JsonNode policy) {
    String subject = "SoftDeletePolicy " + policy.at("/metadata/name").asText();
    JsonNode ready =
        policy
            .at("/status/conditions")
            .valueStream()
            .filter(c -> c.path("type").asText().equals("Ready"))
            .findFirst()
            .orElseGet(Json::object);
    if (policy.path("metadata").has("deletionTimestamp")) {
      return Finding.works(subject, "is being deleted.");
    }
    if (ready.path("observedGeneration").asLong() < policy.at("/metadata/generation").asLong()) {
      return Finding.fails(subject, "the operator has not looked at it since its last change.");
    }
    String text = ready.path("reason").asText() + ": " + ready.path("message").asText();
    return ready.path("status").asText().equals("True")
        ? Finding.works(subject, text)
        : Finding.fails(subject, text);
  }

  @Override
  public String toString() {
    return SUBJECT;
  }
}
