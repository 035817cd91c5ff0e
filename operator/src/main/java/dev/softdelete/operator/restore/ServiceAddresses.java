package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Service gets the addresses that it had; only those that somebody took since are given up. */
final class ServiceAddresses {
  private static final Pattern TAKEN_PORT =
      Pattern.compile("spec\\.ports\\[([0-9]{1,3})]\\.nodePort");

  private ServiceAddresses() {}

  /** What to try next; empty when the refusal is about something else. */
  static Optional<ObjectNode> without(ObjectNode manifest, ApiException refusal) {
    boolean service =
        manifest.path("apiVersion").asText().equals("v1")
            && manifest.path("kind").asText().equals("Service");
    String said = refusal.getMessage();
    // For this one port the API server answers 500 where it should be 422.
    boolean healthCheck = said.contains("HealthCheck NodePort");
    if (!service || (refusal.code() != 422 && !healthCheck)) {
      return Optional.empty();
    }
    ObjectNode relaxed = manifest.deepCopy();
    ObjectNode spec = relaxed.withObject("/spec");
    if (said.contains("spec.clusterIP")) {
      spec.remove(List.of("clusterIP", "clusterIPs"));
    } else if (said.contains("nodePort")) {
      Matcher taken = TAKEN_PORT.matcher(said);
      while (taken.find()) {
        if (spec.path("ports").get(Integer.parseInt(taken.group(1))) instanceof ObjectNode port) {
          port.remove("nodePort");
        }
      }
    } else if (healthCheck || said.contains("healthCheckNodePort")) {
      spec.remove("healthCheckNodePort");
    }
    return relaxed.equals(manifest) ? Optional.empty() : Optional.of(relaxed);
  }
}
