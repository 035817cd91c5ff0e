package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was deleted is told exactly, whatever it is and however it is asked for. */
@Tag("any-server")
class ReviewManifestTest {
  private static final Caller ADMIN = Caller.administrator();
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    kubectl.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gauges.reviews.example.com}
        spec:
          group: reviews.example.com
          scope: Namespaced
          names: {kind: Gauge, plural: gauges, singular: gauge}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """);
    kubectl.run("wait", "crd/gauges.reviews.example.com", "--for=condition=Established");
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources:
              - {apiGroups: [""], resources: [configmaps, secrets]}
              - {apiGroups: [reviews.example.com], resources: [gauges]}
            """);
  }

  @Test
  void aConfigMap() {
    JsonNode before =
        create(
            "/api/v1/namespaces/" + ns + "/configmaps",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: map, annotations: {a/b: "<&>"}}
            data: {"k": "\\u00e9 \\u2028 \\U0001f600 \\"</script>\\\\ \\t", "empty": ""}
            """);

    Deleted deleted = Deleted.delete("configmap", ns, "map");

    JsonNode manifest = Review.manifest(Review.ask(ADMIN, deleted), deleted);
    assertThat(manifest.path("data")).isEqualTo(before.path("data"));
    assertThat(manifest.at("/metadata/annotations")).isEqualTo(before.at("/metadata/annotations"));
    assertThat(manifest.at("/metadata/managedFields"))
        .isEqualTo(before.at("/metadata/managedFields"));
    assertThat(manifest.at("/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
  }

  @Test
  void aSecretByTheCommandOfTheDocumentation() {
    kubectl.run(
        "create", "secret", "generic", "login", "-n", ns, "--from-literal=password=hunter2");
    Deleted deleted = Deleted.delete("secret", ns, "login");

    Kubectl.Result result = Review.kubectl(kubectl, deleted);

    assertThat(result.ok()).as(result.err()).isTrue();
    assertThat(Review.exact(result.out(), deleted).at("/data/password").asText())
        .isEqualTo(Base64.getEncoder().encodeToString("hunter2".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aCustomResource() {
    JsonNode before =
        create(
            "/apis/reviews.example.com/v1/namespaces/" + ns + "/gauges",
            """
            apiVersion: reviews.example.com/v1
            kind: Gauge
            metadata: {name: g}
            spec: {float: 1.5, large: 9007199254740993, none: {}, list: [[], "a", 1, true]}
            status: {value: 7}
            """);
    Deleted deleted = Deleted.delete("gauges.reviews.example.com", ns, "g");

    JsonNode manifest = Review.manifest(Review.ask(ADMIN, deleted), deleted);

    assertThat(manifest.path("spec")).isEqualTo(before.path("spec"));
    assertThat(manifest.path("status")).isEqualTo(before.path("status"));
  }

  @Test
  void anObjectOfTheLargestSize() {
    byte[] noise = new byte[1_045_000];
    new Random(1).nextBytes(noise);
    String value = Base64.getEncoder().encodeToString(noise);
    create(
        "/api/v1/namespaces/" + ns + "/configmaps",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: large}, binaryData: {noise: '%s'}}"
            .formatted(value));
    Deleted deleted = Deleted.delete("configmap", ns, "large");

    Caller.Answer answer =
        Review.ask(
            ADMIN, ns, "{record: %s, include: [Manifest, Restore]}".formatted(deleted.record()));

    assertThat(Review.manifest(answer, deleted).at("/binaryData/noise").asText()).isEqualTo(value);
    assertThat(answer.body().at("/status/restore/possible").asBoolean())
        .as(answer.body().at("/status/restore").toString())
        .isTrue();
  }

  @Test
  void whateverStatusTheUserSends() {
    Deleted deleted = Deleted.configMap(ns, "own");

    Caller.Answer answer =
        ADMIN
            .dry()
            .create(
                Review.path(ns),
                Review.of("{record: %s, include: [Manifest]}".formatted(deleted.record()))
                    + "status: {manifest: forged, restore: {possible: true}}");

    assertThat(Review.manifest(answer, deleted).at("/data/k").asText()).isEqualTo("v");
    assertThat(answer.body().path("status").has("restore")).isFalse();
  }

  @Test
  void byAServerSideApplyAndUnderAGeneratedName() {
    Deleted deleted = Deleted.configMap(ns, "applied");
    String review = Review.of("{record: %s}".formatted(deleted.record()));

    Caller.Answer applied = ADMIN.dry().apply(Review.path(ns) + "/any", review);
    Caller.Answer generated =
        ADMIN.dry().create(Review.path(ns), review.replace("name: any", "generateName: any-"));

    assertThat(Review.manifest(applied, deleted).at("/data/k").asText()).isEqualTo("v");
    assertThat(Review.manifest(generated, deleted).at("/data/k").asText()).isEqualTo("v");
  }

  @Test
  void asLongAsTheRecordOfARestoredObjectExists() {
    Deleted deleted = Deleted.configMap(ns, "back");
    deleted.annotate(kubectl, "softdelete.dev/restore=true");
    deleted.awaitRestored();

    assertThat(Review.manifest(Review.ask(ADMIN, deleted), deleted).at("/data/k").asText())
        .isEqualTo("v");
  }

  private static JsonNode create(String path, String manifest) {
    Caller.Answer answer = ADMIN.create(path, manifest);
    assertThat(answer.ok()).as(answer.toString()).isTrue();
    return answer.body();
  }
}
