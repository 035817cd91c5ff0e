package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.util.Locale;

/** A kind of custom resources whose objects own what an operator creates for them. */
record ParentKind(String group, String plural, String kind) {
  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: %1$s.%2$s}
      spec:
        group: %2$s
        names: {plural: %1$s, singular: %4$s, kind: %3$s, listKind: %3$sList}
        scope: Namespaced
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
      """;

  /** Creates the definition, and waits until it is served. */
  void define() {
    String singular = kind.toLowerCase(Locale.ROOT);
    Cluster.kubectl().apply(CRD.formatted(plural, group, kind, singular));
    Cluster.kubectl()
        .run("wait", "crd/" + plural + "." + group, "--for=condition=Established", "--timeout=60s");
  }

  /** Creates a parent, and returns the reference of its children to it. */
  String reference(Recreation where, String name) {
    String path = "/apis/" + group + "/v1/namespaces/" + where.ns() + "/" + plural;
    Caller.Answer parent =
        Caller.administrator()
            .create(
                path,
                "{apiVersion: %s/v1, kind: %s, metadata: {name: %s}}".formatted(group, kind, name));
    assertThat(parent.ok()).as(parent.toString()).isTrue();
    return "{apiVersion: %s/v1, kind: %s, name: %s, uid: %s, controller: true, blockOwnerDeletion: true}"
        .formatted(group, kind, name, parent.body().at("/metadata/uid").asText());
  }
}
