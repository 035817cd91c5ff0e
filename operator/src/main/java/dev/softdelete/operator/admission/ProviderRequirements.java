package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The requirements that a managed cluster adds to the namespaceSelector of every webhook, and adds
 * again whenever they are removed. Azure's admissions enforcer does so, to keep webhooks away from
 * the namespaces that AKS maintains. A selector is replaced as a whole by a server-side apply, so
 * an apply without them would begin an endless exchange of writes.
 */
final class ProviderRequirements {
  private static final Set<String> KEYS = Set.of("control-plane", "kubernetes.azure.com/managedby");

  /** Requirements that only exclude namespaces. */
  private static final Set<String> EXCLUDING = Set.of("DoesNotExist", "NotIn");

  private ProviderRequirements() {}

  /** Whether an apply of the configuration would replace any selector. */
  static boolean concern(ObjectNode wanted) {
    return wanted.path("webhooks").valueStream().anyMatch(w -> w.has("namespaceSelector"));
  }

  /**
   * Returns a copy of the wanted configuration with the requirements that the live one has. A
   * selector that the wanted configuration leaves out is not replaced, and needs none.
   */
  static ObjectNode kept(ObjectNode wanted, JsonNode live) {
    ObjectNode kept = wanted.deepCopy();
    kept.path("webhooks")
        .valueStream()
        .filter(webhook -> webhook.has("namespaceSelector"))
        .forEach(webhook -> keep((ObjectNode) webhook, live));
    return kept;
  }

  private static void keep(ObjectNode webhook, JsonNode live) {
    JsonNode name = webhook.path("name");
    live.path("webhooks")
        .valueStream()
        .filter(other -> other.path("name").equals(name))
        .flatMap(other -> other.at("/namespaceSelector/matchExpressions").valueStream())
        .filter(ProviderRequirements::isOfProvider)
        .filter(r -> !contains(webhook.at("/namespaceSelector/matchExpressions"), r))
        .forEach(r -> webhook.withArray("/namespaceSelector/matchExpressions").add(r));
  }

  private static boolean isOfProvider(JsonNode requirement) {
    return KEYS.contains(requirement.path("key").asText())
        && EXCLUDING.contains(requirement.path("operator").asText());
  }

  private static boolean contains(JsonNode requirements, JsonNode requirement) {
    return requirements.valueStream().anyMatch(requirement::equals);
  }
}
