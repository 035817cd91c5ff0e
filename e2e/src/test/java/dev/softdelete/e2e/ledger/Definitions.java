package dev.softdelete.e2e.ledger;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manifests that are applied before the requests begin. */
final class Definitions {
  static final String GADGETS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: gadgets.ledger.example.com}
      spec:
        group: ledger.example.com
        scope: Namespaced
        names: {plural: gadgets, singular: gadget, kind: Gadget}
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
                status: {type: object, x-kubernetes-preserve-unknown-fields: true}
      """;

  private static final String KINDS =
      """
        resources:
        - {apiGroups: [""], resources: [configmaps, secrets, services%s]}
        - {apiGroups: [apps], resources: [deployments]}
        - {apiGroups: [ledger.example.com], resources: [gadgets]}
        retentionBounds: {min: 1s, max: 90d}
      """;

  static final String POLICIES =
      String.join(
          "---\n",
          policy(Bed.RESTORE, "", "onRecreate: Restore, restoreStatus: true"),
          policy(Bed.REJECT, "", "onRecreate: Reject"),
          policy(Bed.EDITED, "", "onRecreate: Allow"),
          policy(Bed.WHOLE, ", namespaces", "onRecreate: Restore"));

  private Definitions() {}

  private static String policy(String name, String more, String terms) {
    String spec =
        Stream.of(terms.split(", ")).map(t -> "  " + t + "\n").collect(Collectors.joining());
    return """
    apiVersion: softdelete.dev/v1
    kind: SoftDeletePolicy
    metadata: {name: %1$s}
    spec:
      namespaceSelector: {matchLabels: {ledger: %1$s}}
    """
            .formatted(name)
        + KINDS.formatted(more)
        + spec;
  }

  /**
   * Returns the manifests of the namespaces. Each namespace is labelled with the name of its
   * policy.
   */
  static String namespaces() {
    Map<String, String> policies =
        Map.of(
            Bed.RESTORE,
            Bed.RESTORE,
            Bed.HOME,
            Bed.RESTORE,
            Bed.REJECT,
            Bed.REJECT,
            Bed.EDITED,
            Bed.EDITED,
            Bed.WHOLE + "-a",
            Bed.WHOLE,
            Bed.WHOLE + "-b",
            Bed.WHOLE);
    return policies.entrySet().stream()
        .map(
            e ->
                """
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s, labels: {ledger: %s}}
                """
                    .formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining("---\n"));
  }
}
