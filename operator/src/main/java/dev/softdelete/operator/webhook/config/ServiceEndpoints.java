package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * Tells whether any Pod serves the webhook by its Service. No Pod does if the operator runs outside
 * the cluster. Each create would then wait until the API server gives up.
 */
record ServiceEndpoints(ApiServer api, String namespace) {
  private static final ResourceType SLICES =
      ResourceType.of("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true);
  private static final String OF_SERVICE =
      "?labelSelector=kubernetes.io%2Fservice-name%3D" + WebhookAddress.SERVICE;

  boolean ready() {
    return anyReady(Json.parse(api.get(SLICES.path(Optional.of(namespace)) + OF_SERVICE)));
  }

  /**
   * Whether any endpoint is ready. By the API's convention, an endpoint without this condition is
   * ready.
   */
  static boolean anyReady(JsonNode slices) {
    return slices
        .path("items")
        .valueStream()
        .flatMap(slice -> slice.path("endpoints").valueStream())
        .anyMatch(endpoint -> endpoint.at("/conditions/ready").asBoolean(true));
  }
}
