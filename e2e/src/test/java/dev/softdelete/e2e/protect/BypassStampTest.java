package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The annotation softdelete.dev/bypass counts only with the stamp that the API server writes. */
class BypassStampTest {
  private static final String BYPASS = "softdelete.dev/bypass=true";
  private static final String COVERED =
      """
        resources: [{apiGroups: [""], resources: [configmaps]}]
      """;
  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void anAnnotationFromBeforeThePolicyHasNoEffect() {
    String ns = annotatedBeforeThePolicy();

    Objects.delete("configmap", "old", "-n", ns);

    assertThat(Objects.record(ns, "old", ".metadata.annotations.softdelete\\.dev/bypass-complaint"))
        .contains("take the annotation off and set it again");
    Policies.abandon(ns);
  }

  @Test
  void setAgainItHasItsEffect() {
    String ns = annotatedBeforeThePolicy();
    kubectl.run("annotate", "configmap", "old", "-n", ns, "softdelete.dev/bypass-");
    kubectl.run("annotate", "configmap", "old", "-n", ns, BYPASS);

    Objects.delete("configmap", "old", "-n", ns);

    assertThat(kubectl.run("get", "deleted", "-n", ns)).isEmpty();
    Policies.abandon(ns);
  }

  @Test
  void aLaterUpdateByWhoeverMayBypassDoesNotStampWhatWasThere() {
    String ns = annotatedBeforeThePolicy();
    kubectl.run("label", "configmap", "old", "-n", ns, "touched=yes");

    assertThat(Objects.finalizers("configmap", "old", "-n", ns)).doesNotContain("bypass");
    Policies.abandon(ns);
  }

  @Test
  void aStampByHandIsRemoved() {
    String ns = Cluster.namespaceUnderSharedPolicy(COVERED);
    Objects.configMap(ns, "forged");
    kubectl.run("create", "rolebinding", "ed", "-n", ns, "--clusterrole=edit", "--user=ed");

    Caller.as("ed")
        .jsonPatch(
            path(ns, "forged"),
            "[{op: add, path: /metadata/finalizers/-, value: softdelete.dev/bypass}]");

    assertThat(Objects.finalizers("configmap", "forged", "-n", ns))
        .contains("retain")
        .doesNotContain("bypass");
  }

  @Test
  void theStampIsThereFromACreateOn() {
    String ns = Cluster.namespaceUnderSharedPolicy(COVERED);
    kubectl.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: born, namespace: %s, annotations: {softdelete.dev/bypass: "true"}}
        """
            .formatted(ns));

    assertThat(Objects.finalizers("configmap", "born", "-n", ns)).contains("softdelete.dev/bypass");
  }

  @Test
  void theStampGoesWithTheAnnotation() {
    String ns = Cluster.namespaceUnderSharedPolicy(COVERED);
    Objects.configMap(ns, "web");
    kubectl.run("annotate", "configmap", "web", "-n", ns, BYPASS);
    assertThat(Objects.finalizers("configmap", "web", "-n", ns)).contains("softdelete.dev/bypass");

    kubectl.run("annotate", "configmap", "web", "-n", ns, "softdelete.dev/bypass-");

    assertThat(Objects.finalizers("configmap", "web", "-n", ns)).doesNotContain("bypass");
  }

  @Test
  void afterTheDeleteItIsGrantedByAnAnnotation() {
    String ns = held();

    kubectl.run("annotate", "configmap", "web", "-n", ns, BYPASS);

    kubectl.run("wait", "configmap", "web", "-n", ns, "--for=delete", "--timeout=30s");
  }

  @Test
  void aGrantByHandIsRemoved() {
    String ns = held();
    kubectl.run("create", "rolebinding", "ed", "-n", ns, "--clusterrole=edit", "--user=ed");
    String identity =
        Objects.get("{.metadata.uid}/{.metadata.deletionTimestamp}", "configmap", "web", "-n", ns);

    Caller.Answer answer =
        Caller.as("ed")
            .merge(
                path(ns, "web"),
                "metadata: {annotations: {softdelete.dev/bypass-granted: '" + identity + "'}}");

    assertThat(answer.body().at("/metadata/annotations").toString()).doesNotContain("granted");
  }

  /** Returns a namespace with a ConfigMap that was annotated before a policy covers it. */
  private String annotatedBeforeThePolicy() {
    String ns = Objects.namespace();
    Objects.configMap(ns, "old");
    kubectl.run("annotate", "configmap", "old", "-n", ns, BYPASS);
    Policies.applyReady(ns, COVERED + "  namespaceSelector: {matchLabels: {test: " + ns + "}}\n");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Objects.finalizers("configmap", "old", "-n", ns).contains("retain"));
    return ns;
  }

  /** Returns a namespace with a ConfigMap that is deleted and held. */
  private String held() {
    String ns = Cluster.namespaceUnderSharedPolicy(COVERED + "  mode: Hold\n");
    Objects.configMap(ns, "web");
    kubectl.run("delete", "configmap", "web", "-n", ns, "--wait=false");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !Objects.record(ns, "web", ".metadata.name").isEmpty());
    return ns;
  }

  private static String path(String ns, String name) {
    return "/api/v1/namespaces/" + ns + "/configmaps/" + name;
  }
}
