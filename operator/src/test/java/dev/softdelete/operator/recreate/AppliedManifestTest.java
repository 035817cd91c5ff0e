package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.apply.PendingApply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppliedManifestTest {
  private static final String NAME = "kubectl.kubernetes.io/last-applied-configuration";

  @Test
  void aServerSideApplyIsKnownByItsEntryAndSentItsFields() {
    PendingApply apply =
        of(
            "flux",
            """
            {"labels": {"added": "by a webhook"},
             "managedFields": [{"manager": "flux", "operation": "Apply",
                                "fieldsV1": {"f:data": {"f:a": {}}}}]}
            """);

    assertThat(apply.serverSide()).isTrue();
    assertThat(apply.perhapsEmpty()).isEmpty();
    assertThat(apply.manager()).isEqualTo("flux");
    assertThat(apply.manifest())
        .isEqualTo(
            json(
                """
                {"data": {"a": "1"}, "apiVersion": "v1", "kind": "ConfigMap",
                 "metadata": {"name": "web", "namespace": "ns"}}
                """));
  }

  @Test
  void whatHasContentAndIsOwnedAsAWholeMayHaveBeenSentEmpty() {
    PendingApply apply =
        of(
            "flux",
            """
            {"managedFields": [{"manager": "flux", "operation": "Apply",
                                "fieldsV1": {"f:data": {}, "f:binaryData": {}}}]}
            """);

    assertThat(apply.perhapsEmpty()).isEqualTo(json("{\"f:data\": {}}"));
    assertThat(apply.manifest().path("data").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(apply.manifest().get("binaryData").isNull()).isTrue();
  }

  @Test
  void aClientSideApplySentWhatItsAnnotationNames() {
    PendingApply apply = client("{'data': {'a': '1', 'b': '2'}}");

    assertThat(apply.serverSide()).isFalse();
    assertThat(apply.manifest().path("data").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(apply.manifest().at("/metadata/annotations").toString())
        .contains("last-applied-configuration");
  }

  @Test
  void anAppliedExportIsAppliedWithoutWhatTheApiServerSets() {
    PendingApply apply =
        client(
            "{'data': {'a': '1', 'b': '2'}, 'metadata': {'name': 'web', 'namespace': 'ns',"
                + " 'uid': 'old', 'resourceVersion': '7', 'generation': 2, 'selfLink': '/x',"
                + " 'creationTimestamp': '2026-01-01T00:00:00Z', 'managedFields': []}}");

    assertThat(apply.manifest().path("metadata").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("name", "namespace", "annotations");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data': {'a': 'forged', 'b': '2'}}",
        "{'data': {'a': '1', 'c': 'forged'}}",
        "{'data': 1}",
        "{'spec': 1}",
        "{'metadata': {'name': 'web', 'labels': []}}",
        "{'metadata': {'name': 'web', 'finalizers': ['forged.example.com/x']}}",
        "{'metadata': {'name': 'web', 'ownerReferences': [{'uid': 'forged'}]}}",
        "{'metadata': {'name': 'other'}, 'data': {'a': '1'}}",
        "{'metadata': {'name': 'web', 'namespace': 'other'}, 'data': {'a': '1'}}",
        "{'kind': 'Secret', 'data': {'a': '1'}}",
        "{'apiVersion': 'example.com/v1', 'data': {'a': '1'}}"
      })
  void anAnnotationThatIsNotWhatTheObjectHasIsNotApplied(String manifest) {
    PendingApply apply = client(manifest);

    assertThat(apply.manifest().path("data").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(apply.manifest().has("spec")).isFalse();
    assertThat(apply.manifest().path("metadata").has("finalizers")).isFalse();
    assertThat(apply.manifest().path("metadata").has("ownerReferences")).isFalse();
    assertThat(apply.manifest().at("/metadata/labels").isMissingNode()).isTrue();
  }

  private static PendingApply client(String lastApplied) {
    ObjectNode manifest = json(lastApplied.replace("'", "\""));
    if (!manifest.has("kind")) {
      manifest.put("kind", "ConfigMap");
    }
    if (!manifest.has("apiVersion")) {
      manifest.put("apiVersion", "v1");
    }
    if (!manifest.has("metadata")) {
      manifest.putObject("metadata").put("name", "web");
    }
    ObjectNode metadata = Json.object();
    metadata.putObject("annotations").put(NAME, manifest.toString());
    return of("kubectl-client-side-apply", metadata.toString());
  }

  /** Anybody can write anything into the annotation. */
  @ParameterizedTest
  @ValueSource(strings = {"not JSON", "{", "[]", "null", "1", ""})
  void anAnnotationThatIsNoManifestIsPartOfAPlainCreate(String annotation) {
    PendingApply apply =
        of("curl", "{\"annotations\": {\"%s\": \"%s\"}}".formatted(NAME, annotation));

    assertThat(apply.manifest().path("data").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(apply.manifest().at("/metadata/annotations").path(NAME).asText())
        .isEqualTo(annotation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'metadata': 1}",
        "{'metadata': null}",
        "{'metadata': {'annotations': []}}",
        "{'metadata': {'annotations': 'x'}}"
      })
  void aManifestThatNamesNoObjectIsPartOfAPlainCreate(String manifest) {
    String text = manifest.replace("'", "\\\"");
    PendingApply apply = of("curl", "{\"annotations\": {\"%s\": \"%s\"}}".formatted(NAME, text));

    assertThat(apply.manifest().path("data").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(apply.manifest().at("/metadata/name").asText()).isEqualTo("web");
    assertThat(apply.manifest().at("/metadata/annotations").path(NAME).asText())
        .isEqualTo(manifest.replace("'", "\""));
  }

  @Test
  void aPlainCreateSentEverythingButWhatTheApiServerGives() {
    PendingApply apply =
        of("kubectl-create", "{\"labels\": {\"l\": \"1\"}, \"uid\": \"u\", \"managedFields\": []}");

    assertThat(apply.manifest().path("data").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(apply.manifest().path("metadata"))
        .isEqualTo(json("{\"labels\": {\"l\": \"1\"}, \"name\": \"web\", \"namespace\": \"ns\"}"));
  }

  @Test
  void aClientThatDoesNotSayIsNamedByTheApiServer() {
    PendingApply apply =
        of("", "{\"managedFields\": [{\"manager\": \"controller\", \"operation\": \"Update\"}]}");

    assertThat(apply.manager()).isEqualTo("controller");
  }

  private static PendingApply of(String fieldManager, String metadata) {
    ObjectNode object =
        json(
            "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"data\": {\"a\": \"1\", \"b\":"
                + " \"2\"}}");
    object.set("metadata", json(metadata).put("name", "web").put("namespace", "ns"));
    JsonNode options = Json.object().put("kind", "CreateOptions").put("fieldManager", fieldManager);
    return AppliedManifest.of(
        new AdmissionRequest(
            "uid",
            "",
            "v1",
            "configmaps",
            "ConfigMap",
            "CREATE",
            Optional.of("ns"),
            "web",
            new Requester("alice", null, List.of(), Map.of()),
            Optional.of(new KubeObject(object)),
            Optional.empty(),
            false,
            options));
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
