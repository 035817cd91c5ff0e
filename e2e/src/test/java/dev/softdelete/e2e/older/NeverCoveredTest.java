package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rules of a webhook cannot exclude anything. Therefore its match conditions must exclude
 * everything that the rules of admission policies exclude.
 */
@OlderServer
class NeverCoveredTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void coverEverything() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: ["*"], resources: ["*"]}]
              excludeResources: [{apiGroups: [""], resources: [services]}]
              objectSelector: {matchExpressions: [{key: scratch, operator: DoesNotExist}]}
            """);
  }

  @Test
  void wildcardsCoverKindsOfEveryGroup() {
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=none", "--replicas=0");
    kubectl.run("create", "role", "reader", "-n", ns, "--verb=get", "--resource=pods");

    assertThat(Live.finalizers("deployment", "web", ns)).contains(Live.RETAIN);
    assertThat(Live.finalizers("role", "reader", ns)).contains(Live.RETAIN);
  }

  @Test
  void whatThePolicyExcludesIsLeftAlone() {
    kubectl.run("create", "service", "clusterip", "web", "-n", ns, "--tcp=80");
    kubectl.apply(
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: scratch, namespace: %s, labels: {scratch: "1"}}}
        """
            .formatted(ns));

    assertThat(Live.finalizers("service", "web", ns)).isEmpty();
    assertThat(Live.finalizers("configmap", "scratch", ns)).isEmpty();
  }

  @Test
  void whatNoPolicyCoversIsLeftAlone() {
    kubectl.apply(
        """
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata: {name: lease, namespace: %1$s}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: hook, namespace: %1$s, annotations: {helm.sh/hook: pre-install}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: owner, namespace: %1$s}
        spec:
          replicas: 1
          selector: {matchLabels: {app: owner}}
          template:
            metadata: {labels: {app: owner}}
            spec: {containers: [{name: c, image: none}]}
        """
            .formatted(ns));
    kubectl.run("wait", "rs", "-n", ns, "-l", "app=owner", "--for=create", "--timeout=60s");

    assertThat(Live.finalizers("lease", "lease", ns)).isEmpty();
    assertThat(Live.finalizers("configmap", "hook", ns)).isEmpty();
    assertThat(Live.finalizers("configmap", "kube-root-ca.crt", ns)).isEmpty();
    assertThat(kubectl.run("get", "rs", "-n", ns, "-o", "jsonpath={.items[*].metadata.finalizers}"))
        .isEmpty();
  }
}
