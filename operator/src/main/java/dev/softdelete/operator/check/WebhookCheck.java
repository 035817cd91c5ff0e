package dev.softdelete.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.webhook.config.ReviewUpkeep;
import java.util.List;
import java.util.Optional;

/**
 * Sends a request that only the webhook can answer: the dry run of a review of a record that does
 * not exist. The answer tells whether the API server reaches the webhook and trusts it, whether the
 * webhook knows its caller, and, if not, whether the chart's admission policy refuses such reviews.
 */
record WebhookCheck(ApiServer api, String namespace) implements Check {
  static final String CONFIGURATION = "Webhook configuration";
  static final String ANSWER = "Webhook";

  private static final ResourceType REVIEWS =
      ResourceType.of(
          "softdelete.dev", "v1", "deletedresourcereviews", "DeletedResourceReview", true);
  private static final String RECORD = "helm-test-of-the-webhook";
  private static final String REFUSED_BY_US = "admission webhook \"" + ReviewUpkeep.WEBHOOK + "\"";

  @Override
  public List<Finding> look() {
    Optional<JsonNode> written = api.find(ReviewUpkeep.path()).map(Json::parse);
    return written.isEmpty()
        ? List.of(configuration(written))
        : List.of(configuration(written), answer());
  }

  static Finding configuration(Optional<JsonNode> written) {
    JsonNode config = written.map(w -> w.at("/webhooks/0/clientConfig")).orElseGet(Json::object);
    if (config.isEmpty()) {
      return Finding.fails(
          CONFIGURATION,
          "the operator has written none. The leader does so once a Pod of the Service"
              + " soft-delete-operator is ready: kubectl get endpointslices -l"
              + " kubernetes.io/service-name=soft-delete-operator -A");
    }
    if (config.path("caBundle").asText().isEmpty()) {
      return Finding.fails(CONFIGURATION, "it names no certificate authority.");
    }
    return Finding.works(
        CONFIGURATION,
        config.has("url") ? "the API server uses a URL." : "the API server uses the Service.");
  }

  private Finding answer() {
    ObjectNode review =
        Json.object().put("apiVersion", REVIEWS.apiVersion()).put("kind", REVIEWS.kind());
    review.putObject("metadata").put("name", RECORD);
    review.putObject("spec").put("record", RECORD);
    try {
      api.create(REVIEWS.path(Optional.of(namespace)) + "?dryRun=All", review);
    } catch (ApiException e) {
      return answered(e.code(), e.whole());
    }
    return answered(201, "");
  }

  /**
   * Returns what the answer to the review tells.
   *
   * @param code the HTTP code; 201 if the review was accepted
   */
  static Finding answered(int code, String message) {
    if (message.contains(REFUSED_BY_US)) {
      return Finding.works(ANSWER, "it answers the API server.");
    }
    if (message.contains("soft-delete-reviews")) {
      return Finding.fails(
          ANSWER,
          "the API server does not get an answer. If Pods of the operator are ready, a firewall or"
              + " a NetworkPolicy is between them and the API server, or a proxy changes the"
              + " certificate: see docs/managed-clusters.md");
    }
    return code == 201
        ? Finding.fails(
            ANSWER,
            "a review without an answer was accepted: neither the webhook nor the admission policy"
                + " soft-delete-reviews is in force.")
        : Finding.fails(ANSWER, "the API server answers %d: %s".formatted(code, message));
  }

  @Override
  public String toString() {
    return ANSWER;
  }
}
