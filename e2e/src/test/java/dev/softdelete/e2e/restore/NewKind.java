package dev.softdelete.e2e.restore;

import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.Locale;

/** A kind whose definition has just been created. */
public final class NewKind {
  private NewKind() {}

  /**
   * Defines a namespaced kind in version {@code v1} that accepts any content.
   *
   * @param plural the plural with the group, which is the name of the definition
   */
  public static void ofAnyContent(Kubectl kubectl, String plural, String kind) {
    of(kubectl, plural, kind, "{type: object, x-kubernetes-preserve-unknown-fields: true}");
  }

  /**
   * Defines a namespaced kind in version {@code v1}.
   *
   * @param plural the plural with the group, which is the name of the definition
   * @param schema the schema, as YAML in flow style
   */
  public static void of(Kubectl kubectl, String plural, String kind, String schema) {
    int dot = plural.indexOf('.');
    kubectl.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %1$s}
        spec:
          group: %3$s
          scope: Namespaced
          names: {plural: %2$s, singular: %4$s, kind: %5$s}
          versions:
            - name: v1
              served: true
              storage: true
              schema: {openAPIV3Schema: %6$s}
        """
            .formatted(
                plural,
                plural.substring(0, dot),
                plural.substring(dot + 1),
                kind.toLowerCase(Locale.ROOT),
                kind,
                schema));
    kubectl.run("wait", "crd/" + plural, "--for=condition=Established", "--timeout=60s");
  }

  /**
   * Waits until an object of the kind would get the finalizer in a namespace that a policy covers.
   * A kind is covered some seconds after its definition is established.
   */
  public static void awaitCovered(
      Kubectl kubectl, String apiVersion, String kind, String namespace) {
    String manifest =
        """
        apiVersion: %s
        kind: %s
        metadata: {name: trial, namespace: %s}
        """
            .formatted(apiVersion, kind, namespace);
    String finalizers = "-o=jsonpath={.metadata.finalizers}";
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var trial =
                  kubectl.inputCall(manifest, "create", "--dry-run=server", "-f", "-", finalizers);
              return trial.ok() && trial.out().contains("softdelete.dev/retain");
            });
  }
}
