package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the addresses of a restored Service. Only addresses that others have taken since are given
 * up.
 */
public final class ServiceAddresses {
  private static final Pattern TAKEN_PORT =
      Pattern.compile("spec\\.ports\\[([0-9]{1,3})]\\.nodePort");

  private ServiceAddresses() {}

  /** The addresses that live Services use. */
  public record InUse(Set<String> clusterIps, Set<Integer> nodePorts) {
    public static InUse now(ApiServer api) {
      return by(Json.parse(api.get("/api/v1/services")).path("items"));
    }

    public static InUse by(Iterable<JsonNode> services) {
      var ips = new HashSet<String>();
      var ports = new HashSet<Integer>();
      for (JsonNode service : services) {
        JsonNode spec = service.path("spec");
        spec.path("clusterIPs").forEach(ip -> ips.add(ip.asText()));
        spec.path("ports").forEach(p -> ports.add(p.path("nodePort").asInt()));
        ports.add(spec.path("healthCheckNodePort").asInt());
      }
      ips.remove("None");
      ports.remove(0);
      return new InUse(ips, ports);
    }
  }

  /** Removes the addresses that other Services use from the manifest of a Service. */
  public static void giveUp(ObjectNode service, InUse inUse) {
    ObjectNode spec = service.withObject("/spec");
    for (JsonNode ip : spec.path("clusterIPs")) {
      if (inUse.clusterIps().contains(ip.asText())) {
        spec.remove(List.of("clusterIP", "clusterIPs"));
        break;
      }
    }
    for (JsonNode port : spec.path("ports")) {
      if (inUse.nodePorts().contains(port.path("nodePort").asInt())) {
        ((ObjectNode) port).remove("nodePort");
      }
    }
    if (inUse.nodePorts().contains(spec.path("healthCheckNodePort").asInt())) {
      spec.remove("healthCheckNodePort");
    }
  }

  /** Returns the manifest to try next, or empty if the refusal is not about an address. */
  public static Optional<ObjectNode> without(ObjectNode manifest, ApiException refusal) {
    boolean service = isService(manifest);
    String said = refusal.whole();
    // For the health check node port, the API server answers 500 instead of 422.
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

  public static boolean isService(JsonNode manifest) {
    return manifest.path("apiVersion").asText().equals("v1")
        && manifest.path("kind").asText().equals("Service");
  }
}
