package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import java.util.List;
import java.util.Optional;

/** A Service gets the addresses that it had; only those that somebody took since are given up. */
final class ServiceAddresses {
  private ServiceAddresses() {}

  /** What to try next; empty when the refusal is about something else. */
  static Optional<ObjectNode> without(ObjectNode manifest, ApiException refusal) {
    boolean service =
        manifest.path("apiVersion").asText().equals("v1")
            && manifest.path("kind").asText().equals("Service");
    if (!service || refusal.code() != 422) {
      return Optional.empty();
    }
    String said = refusal.getMessage();
    ObjectNode relaxed = manifest.deepCopy();
    ObjectNode spec = relaxed.withObject("/spec");
    if (said.contains("spec.clusterIP")) {
      spec.remove(List.of("clusterIP", "clusterIPs"));
    } else if (said.contains("nodePort")) {
      for (JsonNode port : spec.path("ports")) {
        ((ObjectNode) port).remove("nodePort");
      }
    } else if (said.contains("healthCheckNodePort")) {
      spec.remove("healthCheckNodePort");
    }
    return relaxed.equals(manifest) ? Optional.empty() : Optional.of(relaxed);
  }
}
