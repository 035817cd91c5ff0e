package dev.softdelete.e2e.protect;

import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import java.time.Duration;

/** Definitions of custom resources. Each test has its own. */
final class CustomKinds {
  private CustomKinds() {}

  /** Defines {@code gadgets} in the API group {@code <group>.example.com}, with any spec. */
  static void define(String group) {
    define(group, "{type: object, x-kubernetes-preserve-unknown-fields: true}", "");
  }

  /**
   * Creates or changes the definition.
   *
   * @param spec the schema of the spec
   * @param more further fields of the version
   */
  static void define(String group, String spec, String more) {
    Cluster.kubectl()
        .apply(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: gadgets.%1$s.example.com}
            spec:
              group: %1$s.example.com
              scope: Namespaced
              names: {plural: gadgets, singular: gadget, kind: Gadget}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec: %2$s
            %3$s
            """
                .formatted(group, spec, more));
    Cluster.kubectl()
        .run(
            "wait",
            "crd/gadgets." + group + ".example.com",
            "--for=condition=Established",
            "--timeout=30s");
  }

  /**
   * Creates an object in a namespace that a policy covers, and waits until it bears the finalizer.
   * A kind is covered some seconds after its definition is established.
   */
  static void create(String group, String namespace, String name) {
    String manifest =
        """
        apiVersion: %s.example.com/v1
        kind: Gadget
        metadata: {name: %s, namespace: %s}
        spec: {size: 3}
        """
            .formatted(group, name, namespace);
    Cluster.kubectl().input(manifest, "create", "-f", "-");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> Objects.finalizers(type(group), name, "-n", namespace).contains(Objects.RETAIN));
  }

  static String type(String group) {
    return "gadgets." + group + ".example.com";
  }

  static void remove(String group) {
    Cluster.kubectl().run("delete", "crd", type(group), "--ignore-not-found", "--wait=false");
  }
}
