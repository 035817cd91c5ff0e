package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A custom resource whose definition was changed or deleted after the resource was deleted. */
@Tag("soak")
class CustomKindRefusedTest {
  private static final String CRD = "gadgets.refused.example.com";
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    define("{type: integer}");
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [refused.example.com], resources: [gadgets]}]
            """);
  }

  @BeforeEach
  void aDefinitionThatAllowsIt() {
    define("{type: integer}");
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "crd", CRD, "--wait=false");
  }

  @Test
  void aSchemaThatGrewStricterIsInvalidUntilAskedAgain() {
    Deletion deletion = deleted("big");
    define("{type: integer, maximum: 5}");

    deletion.ask().awaitRefusal("Invalid");

    assertThat(deletion.message()).contains("spec.size", "less than or equal to 5", "again");
    assertThat(deletion.condition("Stalled").path("status").asText()).isEqualTo("True");
    assertThat(deletion.json().at("/metadata/annotations").has("softdelete.dev/restore")).isFalse();
    define("{type: integer}");
    deletion.ask().awaitRestored();
    assertThat(size("big")).isEqualTo("7");
  }

  @Test
  void aDeletedDefinitionIsWaitedFor() {
    Deletion deletion = deleted("homeless");
    kubectl.run("delete", "crd", CRD, "--timeout=60s");

    deletion.ask().awaitRefusal("KindNotServed");

    assertThat(deletion.message()).contains("gadgets", "refused.example.com/v1", "by itself");
    define("{type: integer}");
    deletion.awaitRestored();
    assertThat(size("homeless")).isEqualTo("7");
  }

  private static Deletion deleted(String name) {
    String manifest =
        """
        apiVersion: refused.example.com/v1
        kind: Gadget
        metadata: {name: %s, namespace: %s}
        spec: {size: 7}
        """
            .formatted(name, ns);
    // Each admission policy that matches the kind reads a changed definition separately, so creates
    // fail for a while.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kubectl.inputCall(manifest, "apply", "-f", "-").ok());
    return Deletion.of(kubectl, "gadget", name, ns);
  }

  private static String size(String name) {
    return kubectl.run("get", "gadget", name, "-n", ns, "-o", "jsonpath={.spec.size}");
  }

  private static void define(String size) {
    kubectl.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %s}
        spec:
          group: refused.example.com
          scope: Namespaced
          names: {plural: gadgets, singular: gadget, kind: Gadget}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties: {spec: {type: object, properties: {size: %s}}}
        """
            .formatted(CRD, size));
    kubectl.run("wait", "crd/" + CRD, "--for=condition=Established", "--timeout=60s");
  }
}
