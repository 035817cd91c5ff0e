package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A create that restores a Service after some of its addresses were given to other Services. */
class ServiceAddressTakenTest {
  private static final String ASKS = "softdelete.dev/restore: \"true\"";
  private static Recreation reject;

  @BeforeAll
  static void cover() {
    reject = Recreation.under("Reject");
  }

  @AfterAll
  static void giveBack() {
    reject.run("delete", "service", "--all", "--wait=false");
  }

  @Test
  void whatIsFreeComesBack() {
    create("free", "type: NodePort, ports: [{port: 80}]", "");
    JsonNode before = spec("free");
    reject.delete("service", "free");

    create("free", "ports: [{port: 80}]", ASKS);

    assertThat(spec("free")).isEqualTo(before);
  }

  @Test
  void aTakenClusterIpIsReplaced() {
    create("web", "ports: [{port: 80}]", "");
    String ip = spec("web").path("clusterIP").asText();
    reject.delete("service", "web");
    create("thief", "clusterIP: %s, ports: [{port: 80}]".formatted(ip), "");

    create("web", "ports: [{port: 80}]", ASKS);

    assertThat(spec("web").path("clusterIP").asText()).isNotEmpty().isNotEqualTo(ip);
    assertThat(spec("thief").path("clusterIP").asText()).isEqualTo(ip);
  }

  @Test
  void onlyTheTakenNodePortIsReplaced() {
    create("ports", "type: NodePort, ports: [{name: a, port: 80}, {name: b, port: 443}]", "");
    JsonNode before = spec("ports");
    int taken = before.at("/ports/0/nodePort").asInt();
    reject.delete("service", "ports");
    create("port-thief", "type: NodePort, ports: [{port: 80, nodePort: %d}]".formatted(taken), "");

    create("ports", "ports: [{port: 80}]", ASKS);

    JsonNode after = spec("ports");
    assertThat(after.at("/ports/0/nodePort").asInt()).isNotZero().isNotEqualTo(taken);
    assertThat(after.at("/ports/1/nodePort")).isEqualTo(before.at("/ports/1/nodePort"));
    assertThat(after.path("clusterIP")).isEqualTo(before.path("clusterIP"));
  }

  private static JsonNode spec(String name) {
    return reject.get("service", name).path("spec");
  }

  private static void create(String name, String spec, String annotation) {
    reject.runWith(
        List.of("create"),
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, annotations: {%s}}
        spec: {%s, selector: {app: web}}
        """
            .formatted(name, annotation, spec));
  }
}
