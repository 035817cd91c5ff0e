package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Creates over a deleted name, by plain kubectl. */
@Tag("any-server")
class RecreateTest {
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: %s
        %s
      data: {new: "2"}
      """;

  private static final String ASKS = "annotations: {softdelete.dev/restore: \"true\"}";

  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void rejectRefusesWithTheWayOut() {
    String ns = deleted("Reject");

    Kubectl.Result result =
        kubectl.inputCall(MANIFEST.formatted(ns, "labels: {from: git}"), "apply", "-f", "-");

    String record = record(ns);
    assertThat(result.ok()).isFalse();
    assertThat(result.err())
        .contains("(AlreadyExists)")
        .contains(
            "A deleted ConfigMap with name 'web' already exists in namespace '%s'. Restore it with:"
                    .formatted(ns)
                + " kubectl annotate dr %s -n %s softdelete.dev/restore=true, or choose a different name."
                    .formatted(record, ns));
  }

  @Test
  void allowCreatesAnewAndKeepsTheRecord() {
    String ns = deleted("Allow");

    kubectl.run("create", "configmap", "web", "-n", ns);

    assertThat(state(ns)).isEqualTo("DELETED");
  }

  @Test
  void theAnnotationRestoreWinsOverTheWholeManifest() {
    String ns = deleted("Reject");

    String answer = kubectl.apply(MANIFEST.formatted(ns, ASKS));

    assertThat(answer).contains("created");
    awaitRestored(ns);
    assertThat(data(ns)).isEqualTo("{\"old\":\"1\"}");
    assertThat(annotations(ns)).doesNotContain("softdelete.dev/restoring");
  }

  @Test
  void theAnnotationRestoreIsRefusedWhereNothingIsDeleted() {
    String ns = deleted("Reject");

    Kubectl.Result result =
        kubectl.inputCall(
            MANIFEST.replace("name: web", "name: other").formatted(ns, ASKS), "apply", "-f", "-");

    assertThat(result.err()).contains("There is no deleted ConfigMap with name 'other'");
  }

  @Test
  void restoreAppliesTheManifestOnTop() {
    String ns = deleted("Restore");

    kubectl.apply(MANIFEST.formatted(ns, "labels: {from: git}"));

    awaitRestored(ns);
    assertThat(data(ns)).contains("\"new\":\"2\"").contains("\"old\":\"1\"");
  }

  @Test
  void deletedByNamesWhoAsked() {
    String ns = deleted("Reject");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run(
                            "get",
                            "dr",
                            "-n",
                            ns,
                            "-o",
                            "jsonpath={.items[0].spec.deletedBy.username}"))
                    .isEqualTo("admin"));
  }

  /** A namespace in which the ConfigMap web was deleted. */
  private String deleted(String onRecreate) {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              onRecreate: %s
            """
                .formatted(onRecreate));
    kubectl.run("create", "configmap", "web", "-n", ns, "--from-literal=old=1");
    kubectl.run("delete", "configmap", "web", "-n", ns);
    return ns;
  }

  private void awaitRestored(String ns) {
    kubectl.run("wait", "dr", "--all", "-n", ns, "--for=condition=Restored", "--timeout=60s");
  }

  private String record(String ns) {
    return kubectl.run("get", "dr", "-n", ns, "-o", "jsonpath={.items[0].metadata.name}");
  }

  private String state(String ns) {
    return kubectl.run("get", "dr", "-n", ns, "-o", "jsonpath={.items[0].status.state}");
  }

  private String data(String ns) {
    return kubectl.run("get", "configmap", "web", "-n", ns, "-o", "jsonpath={.data}");
  }

  private String annotations(String ns) {
    return kubectl.run(
        "get", "configmap", "web", "-n", ns, "-o", "jsonpath={.metadata.annotations}");
  }
}
