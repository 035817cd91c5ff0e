package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A restored Service keeps the addresses that are still free and gets new ones for those that are
 * taken.
 */
class ServiceAddressTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [services]}]
            """);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "service", "--all", "-n", ns, "--wait=false");
  }

  @Test
  void aTakenClusterIpIsReplaced() {
    service("web", "ports: [{name: http, port: 80}]");
    String ip = spec("web").path("clusterIP").asText();
    Deletion deletion = Deletion.of(kubectl, "service", "web", ns);
    service("thief", "clusterIP: %s, ports: [{name: http, port: 80}]".formatted(ip));

    deletion.restore();

    assertThat(spec("web").path("clusterIP").asText()).isNotEmpty().isNotEqualTo(ip);
    assertThat(spec("thief").path("clusterIP").asText()).isEqualTo(ip);
  }

  @Test
  void onlyTheTakenNodePortIsReplaced() {
    service("ports", "type: NodePort, ports: [{name: a, port: 80}, {name: b, port: 443}]");
    JsonNode before = spec("ports");
    int taken = before.at("/ports/0/nodePort").asInt();
    Deletion deletion = Deletion.of(kubectl, "service", "ports", ns);
    service(
        "port-thief",
        "type: NodePort, ports: [{name: a, port: 80, nodePort: %d}]".formatted(taken));

    deletion.restore();

    JsonNode after = spec("ports");
    assertThat(after.at("/ports/0/nodePort").asInt()).isNotZero().isNotEqualTo(taken);
    assertThat(after.at("/ports/1/nodePort")).isEqualTo(before.at("/ports/1/nodePort"));
    assertThat(after.path("clusterIP")).isEqualTo(before.path("clusterIP"));
  }

  @Test
  void aTakenHealthCheckPortIsReplaced() {
    String shape =
        "type: LoadBalancer, externalTrafficPolicy: Local, ports: [{name: http, port: 80}]";
    service("balanced", shape);
    JsonNode before = spec("balanced");
    int taken = before.path("healthCheckNodePort").asInt();
    Deletion deletion = Deletion.of(kubectl, "service", "balanced", ns);
    service("health-thief", "healthCheckNodePort: %d, %s".formatted(taken, shape));

    deletion.restore();

    JsonNode after = spec("balanced");
    assertThat(after.path("healthCheckNodePort").asInt()).isNotZero().isNotEqualTo(taken);
    assertThat(after.path("clusterIP")).isEqualTo(before.path("clusterIP"));
    assertThat(after.at("/ports/0/nodePort")).isEqualTo(before.at("/ports/0/nodePort"));
  }

  private static JsonNode spec(String name) {
    return Live.get(kubectl, "service", name, ns).path("spec");
  }

  private static void service(String name, String spec) {
    kubectl.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: %s}
        spec: {%s, selector: {app: web}}
        """
            .formatted(name, ns, spec));
  }
}
