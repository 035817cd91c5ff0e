package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A deleted object is created again, under Restore, from what {@code kubectl get -o yaml} printed.
 * Such a manifest names the uid and the version of the deleted object.
 */
class ExportAppliedTest {
  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @ParameterizedTest
  @CsvSource({"create, apply", "apply, apply", "apply, create", "create, create"})
  void ofAConfigMapIsAppliedAndTheRestoreEnds(String first, String again) {
    String name = first + "-" + again;
    restore.runWith(List.of(first), restore.configMap(name, "{a: '1'}"));
    String export = restore.run("get", "configmap", name, "-o", "yaml");
    restore.delete("configmap", name);

    restore.runWith(List.of(again), export.replace("a: \"1\"", "a: \"2\""));

    assertFinished("configmap", name);
    assertThat(restore.data(name)).isEqualTo("{\"a\":\"2\"}");
    assertThat(restore.events(name)).contains("Applied: The manifest").doesNotContain("NotApplied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ignore", "warn"})
  void ofADeploymentIsAppliedAndTheRestoreEnds(String unknownField) {
    String name = "web" + unknownField;
    restore.runWith(List.of("apply"), deployment(name));
    String export =
        unknownField.isEmpty()
            ? restore.run("get", "deployment", name, "-o", "yaml")
            : deployment(name).replace("spec: {replicas", "spec: {noSuchField: x, replicas");
    List<String> apply =
        unknownField.isEmpty() ? List.of("apply") : List.of("apply", "--validate=" + unknownField);
    restore.delete("deployment", name);

    restore.runWith(apply, export.replace("web:1", "web:2"));

    assertFinished("deployment", name);
    assertThat(
            restore.get("deployment", name).at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo("web:2");
  }

  @Test
  void ofANamespaceIsAppliedAndTheRestoreEnds() {
    Kubectl kubectl = Cluster.kubectl();
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [namespaces]}]
              onRecreate: Restore
            """);
    String export = kubectl.run("get", "namespace", ns, "-o", "yaml");
    kubectl.run("delete", "namespace", ns, "--timeout=120s");

    assertThat(kubectl.inputCall(export, "apply", "-f", "-").err()).contains("Warning: restored");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run(
                            "get",
                            "deleted",
                            "-n",
                            Installation.NAMESPACE,
                            "--field-selector=spec.resource.name=" + ns,
                            "-o=jsonpath={.items[*].status.state}"))
                    .isEqualTo("RESTORED"));
    assertThat(kubectl.run("get", "namespace", ns, "-o=jsonpath={.metadata.annotations}"))
        .contains(ANNOTATION)
        .doesNotContain("softdelete.dev/restoring");
  }

  /** The API server would refuse each of them at every attempt. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "spec   | {'spec': 1}",
        "status | {'status': {'phase': 'x'}}",
        "labels | {'metadata': {'name': 'labels', 'labels': []}}",
        "base64 | {'binaryData': {'x': '%'}}",
        "keys   | {'data': {'a': []}}"
      })
  void anAnnotationThatFitsNoSchemaIsNotApplied(String name, String fields) {
    restore.runWith(List.of("apply"), restore.configMap(name, "{a: '1'}"));
    restore.delete("configmap", name);
    String text =
        "{'apiVersion': 'v1', 'kind': 'ConfigMap', %s%s"
            .formatted(
                fields.contains("metadata") ? "" : "'metadata': {'name': '" + name + "'}, ",
                fields.substring(1));

    Caller.Answer created =
        Caller.administrator()
            .create(
                "/api/v1/namespaces/" + restore.ns() + "/configmaps",
                restore.configMap(
                    name, "{a: '2'}", ANNOTATION + ": '" + text.replace("'", "\"") + "'"));

    assertThat(created.code()).as(created.toString()).isEqualTo(201);
    assertFinished("configmap", name);
    assertThat(restore.data(name)).isEqualTo("{\"a\":\"2\"}");
  }

  private static void assertFinished(String kind, String name) {
    restore.awaitRestored(name);
    JsonNode object = restore.get(kind, name);
    assertThat(object.at("/metadata/annotations").toString())
        .doesNotContain("softdelete.dev/restoring");
    assertThat(object.at("/metadata/managedFields").toString()).doesNotContain("soft-delete-apply");
    assertThat(
            Cluster.kubectl()
                .run(
                    "get",
                    "secrets",
                    "-n",
                    Installation.NAMESPACE,
                    "-l",
                    "softdelete.dev/pending-apply="
                        + restore.records(name).getLast().at("/spec/resource/uid").asText(),
                    "-o=name"))
        .isEmpty();
  }

  private static String deployment(String name) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s, namespace: %2$s}
    spec: {replicas: 0, selector: {matchLabels: {app: %1$s}}, template: {metadata: {labels: {app: %1$s}},
      spec: {containers: [{name: web, image: "web:1", resources: {limits: {cpu: 1000m}}}]}}}
    """
        .formatted(name, restore.ns());
  }
}
