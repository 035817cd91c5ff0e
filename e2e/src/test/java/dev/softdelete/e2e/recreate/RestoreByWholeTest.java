package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One of two Applications or Kustomizations in a namespace comes back by one selector. The objects
 * bear what Argo CD, Flux and Helm write on them.
 */
class RestoreByWholeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Argo CD                 | annotations: {argocd.argoproj.io/tracking-id: "%1$s:/ConfigMap:%2$s/%1$s-%3$s"}
          Argo CD, by label       | labels: {app.kubernetes.io/instance: %1$s}
          Flux, a Kustomization   | labels: {kustomize.toolkit.fluxcd.io/name: %1$s, kustomize.toolkit.fluxcd.io/namespace: flux-system}
          Flux, a HelmRelease     | labels: {helm.toolkit.fluxcd.io/name: %1$s, helm.toolkit.fluxcd.io/namespace: flux-system, app.kubernetes.io/managed-by: Helm}, annotations: {meta.helm.sh/release-name: web-%1$s, meta.helm.sh/release-namespace: %2$s}
          """)
  void comesBackAlone(String tool, String marks) {
    Recreation where = Recreation.under("Allow");
    for (String whole : new String[] {"orders", "billing"}) {
      for (String part : new String[] {"a", "b"}) {
        String name = whole + "-" + part;
        where
            .kubectl()
            .input(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s, %s}}"
                    .formatted(name, where.ns(), marks.formatted(whole, where.ns(), part)),
                "apply",
                "--server-side",
                "-f",
                "-");
        where.delete("configmap", name);
      }
    }

    where.run(
        "annotate",
        "deletedresource",
        "-l",
        "softdelete.dev/part-of=orders",
        "softdelete.dev/restore=true");

    where.awaitRestored("orders-a");
    where.awaitRestored("orders-b");
    assertThat(where.states("billing-a")).containsExactly("DELETED");
    assertThat(where.states("billing-b")).containsExactly("DELETED");
  }

  @ParameterizedTest
  @CsvSource({"argocd.argoproj.io/instance", "app.kubernetes.io/instance"})
  void noRecordBearsTheLabelOfTheTool(String label) {
    Recreation where = Recreation.under("Allow");
    where.run("create", "configmap", "web");
    where.run("label", "configmap", "web", label + "=orders", "softdelete.dev/part-of=forged");

    where.delete("configmap", "web");

    var labels = where.records("web").getFirst().at("/metadata/labels");
    assertThat(labels.path("softdelete.dev/part-of").asText()).isEqualTo("orders");
    assertThat(labels.has(label)).isFalse();
  }
}
