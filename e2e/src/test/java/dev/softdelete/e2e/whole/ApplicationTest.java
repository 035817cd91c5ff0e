package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/**
 * An application that is restored by its label comes back, although its first object needs its last
 * one.
 */
class ApplicationTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources:
            - {apiGroups: ["", apps, rbac.authorization.k8s.io], resources: ["*"]}
            objectSelector: {matchLabels: {app: shop}}
          """);

  /** The API server refuses a Pod while its ServiceAccount does not exist. */
  private static final String APPLICATION =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: z-robot, labels: {app: shop}}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: z-reader, labels: {app: shop}}
      rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: a-worker, labels: {app: shop}}
      spec:
        serviceAccountName: z-robot
        containers: [{name: main, image: example.com/main}]
      """;

  @Test
  void comesBackWhateverIsAskedForFirst() {
    kubectl.input(APPLICATION, "create", "-n", ns, "-f", "-", "--validate=false");
    kubectl.run("delete", "pod,sa,role", "-l", "app=shop", "-n", ns, "--timeout=60s");

    kubectl.run("annotate", "deleted", "-l", "app=shop", "-n", ns, "softdelete.dev/restore=true");

    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=60s");
    assertThat(kubectl.run("get", "pod", "a-worker", "-n", ns, "-o", "name")).isNotEmpty();
  }
}
