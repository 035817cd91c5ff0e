package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A custom resource whose definition serves other versions, but not its own, at the time of the
 * restore.
 */
@Tag("soak")
class VersionGoneTest {
  private static final String CRD = "gadgets.versions.example.com";
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    define("[{name: v1, served: true, storage: true, schema: *any}]");
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [versions.example.com], resources: [gadgets]}]
            """);
    NewKind.awaitCovered(kubectl, "versions.example.com/v1", "Gadget", ns);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "crd", CRD, "--wait=false");
  }

  @Test
  void theVersionsThatAreServedAreNamedAndTheRestoreGoesOnWhenItsOwnIs() {
    kubectl.apply(
        """
        apiVersion: versions.example.com/v1
        kind: Gadget
        metadata: {name: old, namespace: %s}
        spec: {size: 7}
        """
            .formatted(ns));
    Deletion deletion = Deletion.of(kubectl, "gadgets.v1.versions.example.com", "old", ns);
    serveFirst(false);

    deletion.ask().awaitRefusal("KindNotServed");

    assertThat(deletion.message())
        .contains("serves gadgets.versions.example.com in v3, v2, but no longer in v1");
    serveFirst(true);
    deletion.awaitRestored();
    assertThat(kubectl.run("get", "gadget", "old", "-n", ns, "-o", "jsonpath={.spec.size}"))
        .isEqualTo("7");
  }

  private static void serveFirst(boolean served) {
    define(
        """
        [{name: v1, served: %s, storage: false, schema: *any},
             {name: v2, served: true, storage: false, schema: *any},
             {name: v3, served: true, storage: true, schema: *any}]\
        """
            .formatted(served));
  }

  private static void define(String versions) {
    kubectl.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: %s
        spec:
          group: versions.example.com
          scope: Namespaced
          names: {plural: gadgets, singular: gadget, kind: Gadget}
          versions:
            %s
        """
            .formatted(
                CRD,
                versions.replace(
                    "*any",
                    "{openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields:"
                        + " true}}")));
  }
}
