package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A definition with a rule about changes may refuse even an update that changes nothing, and
 * removing a finalizer is such an update. No policy makes the objects of such a kind hang.
 */
@Tag("delivery")
class JudgedChangesTest {
  private static final String SPEC =
      "{type: object, properties: {size: {type: integer, x-kubernetes-validations: [{rule: '%s',"
          + " message: must grow}]}}}";

  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace("  resources: [{apiGroups: [\"*\"], resources: [\"*\"]}]\n");
  private final String type = CustomKinds.type(ns);

  @AfterEach
  void uncover() {
    Policies.abandon(ns);
    CustomKinds.remove(ns);
  }

  @Test
  void objectDefinitionAndNamespaceOfAKindThatRefusesEveryUpdateGo() {
    String other = ns + "-doomed";
    kubectl.run("create", "namespace", other);
    kubectl.run("label", "namespace", other, "test=" + ns);
    CustomKinds.define(ns, SPEC.formatted("self > oldSelf"), "");
    gadget(ns, "first");
    awaitNamedInStatus("Protected a moment after their creation");
    gadget(ns, "second");
    gadget(other, "third");
    awaitNamedInStatus("of " + type);

    assertThat(Objects.finalizers(type, "second", "-n", ns)).isEmpty();
    assertThat(Policies.ready(ns, "status")).isEqualTo("True");
    assertThat(Policies.status(ns, "counts.stuck")).isEqualTo("0");
    kubectl.run("delete", "namespace", other, "--timeout=60s");
    Objects.delete(type, "second", "-n", ns);
    kubectl.run("delete", "crd", type, "--timeout=60s");
  }

  @Test
  void anObjectThatAcceptsAnUpdateWithoutChangeIsProtectedAMomentAfterItsCreation() {
    CustomKinds.define(ns, SPEC.formatted("self >= oldSelf"), "");
    awaitNamedInStatus("Protected a moment after their creation");

    gadget(ns, "grows");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(Objects.finalizers(type, "grows", "-n", ns)).contains(Objects.RETAIN));
    Objects.delete(type, "grows", "-n", ns);
    kubectl.run("annotate", "deleted", record("grows"), "softdelete.dev/restore=true", "-n", ns);
    kubectl.run("wait", type + "/grows", "-n", ns, "--for=create", "--timeout=30s");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(Objects.finalizers(type, "grows", "-n", ns)).contains(Objects.RETAIN));
  }

  @Test
  void anImmutableFieldDelaysNothing() {
    CustomKinds.define(ns, SPEC.formatted("self == oldSelf"), "");
    CustomKinds.create(ns, ns, "old");

    gadget(ns, "new");

    assertThat(Objects.finalizers(type, "new", "-n", ns)).contains(Objects.RETAIN);
  }

  @Test
  void theEventOfAnObjectWhoseRuleCameLaterNamesTheWayOut() {
    CustomKinds.define(ns);
    CustomKinds.create(ns, ns, "frozen");
    CustomKinds.define(ns, SPEC.formatted("self > oldSelf"), "");

    kubectl.run("delete", type, "frozen", "-n", ns, "--wait=false");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run(
                            "get",
                            "events",
                            "-n",
                            ns,
                            "--field-selector=involvedObject.name=frozen",
                            "-o=jsonpath={.items[*].message}"))
                    .contains("must grow", "kubectl edit crd " + type, "docs/runbook.md"));
    CustomKinds.define(ns);
    kubectl.run("wait", type + "/frozen", "-n", ns, "--for=delete", "--timeout=60s");
    assertThat(Objects.record(ns, "frozen", ".status.state")).isEqualTo("DELETED");
  }

  private String record(String name) {
    return kubectl
        .run(
            "get",
            "deleted",
            "-n",
            ns,
            "-o=jsonpath={.items[?(@.spec.resource.name=='" + name + "')].metadata.name}")
        .strip();
  }

  private void gadget(String namespace, String name) {
    kubectl.input(
        """
        apiVersion: %s.example.com/v1
        kind: Gadget
        metadata: {name: %s, namespace: %s}
        spec: {size: 3}
        """
            .formatted(ns, name, namespace),
        "create",
        "-f",
        "-");
  }

  private void awaitNamedInStatus(String words) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(Policies.ready(ns, "message")).contains(words, type));
  }
}
