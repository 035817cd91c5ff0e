package dev.softdelete.e2e.protect;

import static dev.softdelete.e2e.protect.Objects.RETAIN;
import static dev.softdelete.e2e.protect.Objects.finalizers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a policy over the whole cluster, and the built-in exclusions from it, one in each row. */
class EverythingCoveredTest {
  private static final String POLICY = "everything-" + ProcessHandle.current().pid();
  private static final Kubectl kubectl = Cluster.kubectl();
  private static String ns;

  @BeforeAll
  static void cover() {
    ns = Objects.namespace();
    Policies.applyReady(POLICY, "  resources: [{apiGroups: ['*'], resources: ['*']}]\n");
  }

  @AfterAll
  static void uncover() {
    Policies.delete(POLICY);
  }

  @Test
  void ordinaryObjectsAreCovered() {
    Objects.configMap(ns, "mine");

    assertThat(finalizers("cm", "mine", "-n", ns)).contains(RETAIN);
    assertThat(finalizers("ns", ns)).contains(RETAIN);
  }

  static Stream<Arguments> excluded() {
    return Stream.of(
        row("Event", "v1", "", "involvedObject: {kind: Pod, namespace: NS, name: p}"),
        row("Lease", "coordination.k8s.io/v1", "", "spec: {holderIdentity: me}"),
        row("Endpoints", "v1", "", "subsets: []"),
        row("EndpointSlice", "discovery.k8s.io/v1", "", "addressType: IPv4, endpoints: []"),
        row("Secret", "v1", "", "type: helm.sh/release.v1"),
        row("CSIStorageCapacity", "storage.k8s.io/v1", "", "storageClassName: fast"),
        row(
            "ResourceSlice",
            "resource.k8s.io/v1",
            "",
            "spec: {driver: d.example.com, pool: {name: p, generation: 1, resourceSliceCount: 1},"
                + " allNodes: true, devices: []}"),
        row("ConfigMap", "v1", "helm.sh/hook: pre-install", "data: {}"),
        row("ConfigMap", "v1", "argocd.argoproj.io/hook: PreSync", "data: {}"));
  }

  private static Arguments row(String kind, String apiVersion, String annotation, String body) {
    return Arguments.of(kind, apiVersion, annotation, body);
  }

  @ParameterizedTest(name = "{0} {2} {3}")
  @MethodSource("excluded")
  void whatTheSystemOrAToolWritesForItselfIsNot(
      String kind, String apiVersion, String annotation, String body) {
    String name = "excluded-" + annotation.replaceAll("[^a-z]+.*", "") + "x";
    kubectl.input(
        """
        {apiVersion: %s, kind: %s, metadata: {name: %s, namespace: NS, annotations: {%s}}, %s}
        """
            .formatted(apiVersion, kind, name, annotation, body)
            .replace("NS", ns),
        "create",
        "-f",
        "-");

    kubectl.run("label", kind, name, "-n", ns, "touched=yes");

    assertThat(finalizers(kind, name, "-n", ns)).isEmpty();
  }

  static Stream<Arguments> maintained() {
    return Stream.of(
        Arguments.of("configmap", "kube-root-ca.crt", null),
        Arguments.of("serviceaccount", "default", null),
        Arguments.of("service", "kubernetes", "default"),
        Arguments.of("clusterrole", "view", ""),
        Arguments.of("clusterrolebinding", "cluster-admin", ""),
        Arguments.of("namespace", "kube-system", ""),
        Arguments.of("namespace", Installation.NAMESPACE, ""),
        Arguments.of("flowschema", "probes", ""),
        Arguments.of("prioritylevelconfiguration", "exempt", ""),
        Arguments.of("configmap", "extension-apiserver-authentication", "kube-system"),
        Arguments.of("deployment", "soft-delete-operator", Installation.NAMESPACE),
        Arguments.of("apiservice", "v1.apps", ""),
        Arguments.of("softdeletepolicy", POLICY, ""));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("maintained")
  void whatTheSystemMaintainsIsNotNeitherBySweepNorByAnUpdate(
      String type, String name, String namespace) {
    String in = namespace == null ? ns : namespace;
    String[] object = in.isEmpty() ? array(type, name) : array(type, name, "-n", in);
    await().atMost(Duration.ofSeconds(20)).until(() -> kubectl.call(prepend("get", object)).ok());

    kubectl.run(prepend("annotate", append(object, "touched=yes", "--overwrite")));

    assertThat(finalizers(object)).doesNotContain(RETAIN);
  }

  @Test
  void aNamespaceWhoseUserBeganItsNameWithKubeIsCovered() {
    String stack = "kube-" + ns;
    kubectl.run("create", "namespace", stack);
    Objects.configMap(stack, "rules");

    assertThat(finalizers("namespace", stack)).contains(RETAIN);
    assertThat(finalizers("cm", "rules", "-n", stack)).contains(RETAIN);
  }

  @Test
  void addressesThatANetworkPluginHandsOutAreNot() {
    kubectl.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: blockaffinities.crd.projectcalico.org}
        spec:
          group: crd.projectcalico.org
          scope: Cluster
          names: {plural: blockaffinities, singular: blockaffinity, kind: BlockAffinity}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """);
    String affinity =
        """
        apiVersion: crd.projectcalico.org/v1
        kind: BlockAffinity
        metadata: {name: node-a-10-42-7-0-26}
        spec: {cidr: 10.42.7.0/26, node: node-a, state: confirmed, deleted: "false"}
        """;
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> kubectl.inputCall(affinity, "create", "-f", "-").ok());
    assertThat(finalizers("blockaffinity", "node-a-10-42-7-0-26")).isEmpty();

    for (int round = 0; round < 20; round++) {
      Objects.delete("blockaffinity", "node-a-10-42-7-0-26");
      kubectl.input(affinity, "create", "-f", "-");
    }

    kubectl.run("delete", "crd", "blockaffinities.crd.projectcalico.org", "--timeout=30s");
  }

  @Test
  void theTokenOfAServiceAccountIsNot() {
    kubectl.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: token, namespace: %s, annotations: {kubernetes.io/service-account.name: default}}
        type: kubernetes.io/service-account-token
        """
            .formatted(ns));

    assertThat(finalizers("secret", "token", "-n", ns)).isEmpty();
  }

  @Test
  void whatAWorkloadOwnsComesBackThroughItAndIsNot() {
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=none");
    kubectl.run("create", "cronjob", "tick", "-n", ns, "--image=none", "--schedule=0 0 1 1 *");
    awaitOwned("pods", "app=web");

    assertThat(finalizers("deployment", "web", "-n", ns)).contains(RETAIN);
    assertThat(finalizers("replicasets,pods", "-l", "app=web", "-n", ns)).doesNotContain(RETAIN);
    assertThat(finalizers("cronjob", "tick", "-n", ns)).contains(RETAIN);
  }

  @Test
  void aRestoreAndADeleteWorkWithEverythingCovered() {
    Objects.configMap(ns, "trip");
    Objects.delete("cm", "trip", "-n", ns);

    kubectl.run(
        "annotate",
        "deleted",
        "-l",
        "softdelete.dev/name=trip",
        "-n",
        ns,
        "softdelete.dev/restore=true");

    kubectl.run(
        "wait",
        "deleted",
        "-l",
        "softdelete.dev/name=trip",
        "-n",
        ns,
        "--for=condition=Restored",
        "--timeout=30s");
    assertThat(finalizers("cm", "trip", "-n", ns)).contains(RETAIN);
  }

  private static void awaitOwned(String types, String selector) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !kubectl.run("get", types, "-n", ns, "-l", selector, "-o", "name").isEmpty());
  }

  private static String[] array(String... values) {
    return values;
  }

  private static String[] prepend(String first, String... rest) {
    return Stream.concat(Stream.of(first), Stream.of(rest)).toArray(String[]::new);
  }

  private static String[] append(String[] first, String... rest) {
    return Stream.concat(Stream.of(first), Stream.of(rest)).toArray(String[]::new);
  }
}
