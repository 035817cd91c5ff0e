package dev.softdelete.operator.restore.create;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoreManifestTest {
  private static final RestoreTarget SAME = new RestoreTarget(Optional.of("ns"), "web", false);
  private static final RestoreMark MARK =
      new RestoreMark("ns", "configmap-web", "secret", "", false);

  @Test
  void whatTheApiServerGivesIsLeftToIt() {
    ObjectNode manifest =
        of(
            """
            {"apiVersion": "v1", "kind": "ConfigMap", "data": {"n": 9007199254740993, "nothing": null},
             "metadata": {"name": "web", "namespace": "ns", "uid": "u", "resourceVersion": "7",
                          "generation": 3, "creationTimestamp": "2026-01-01T00:00:00Z",
                          "deletionTimestamp": "2026-01-01T00:00:00Z", "deletionGracePeriodSeconds": 0,
                          "managedFields": [{}], "selfLink": "/x", "generateName": "we",
                          "labels": {"a": "b"}, "annotations": {"c": "d"}}}
            """,
            (owner, namespace) -> Optional.empty());

    assertThat(manifest)
        .isEqualTo(
            Snapshots.object(
                    """
                    {"apiVersion": "v1", "kind": "ConfigMap", "data": {"n": 9007199254740993, "nothing": null},
                     "metadata": {"name": "web", "namespace": "ns", "generateName": "we", "labels": {"a": "b"},
                                  "annotations": {"c": "d", "softdelete.dev/restoring": "ns/configmap-web/secret/"}}}
                    """)
                .json());
  }

  @Test
  void othersFinalizersComeBackButNotOursNorThoseThatADeletePutsOn() {
    ObjectNode manifest =
        of(
            """
            {"metadata": {"finalizers": ["a/b", "softdelete.dev/retain", "orphan", "foregroundDeletion", "customresourcecleanup.apiextensions.k8s.io", "c/d"]}}
            """,
            (owner, namespace) -> Optional.empty());

    assertThat(manifest.at("/metadata/finalizers")).hasToString("[\"a/b\",\"c/d\"]");
  }

  @Test
  void oursStaysWhereTheKindIsCovered() {
    var snapshot =
        Snapshots.object("{\"metadata\": {\"finalizers\": [\"softdelete.dev/retain\", \"a/b\"]}}");

    ObjectNode manifest =
        RestoreManifest.of(snapshot, SAME, (owner, namespace) -> Optional.empty(), MARK, true);

    assertThat(manifest.at("/metadata/finalizers"))
        .hasToString("[\"softdelete.dev/retain\",\"a/b\"]");
  }

  @Test
  void aBypassThatHadNoEffectHasNoneAfterwards() {
    var snapshot =
        Snapshots.object(
            """
            {"metadata": {"finalizers": ["softdelete.dev/retain", "softdelete.dev/bypass"],
                          "annotations": {"softdelete.dev/bypass": "true",
                                          "softdelete.dev/bypass-granted": "u/t"}}}
            """);

    ObjectNode manifest =
        RestoreManifest.of(snapshot, SAME, (owner, namespace) -> Optional.empty(), MARK, true);

    assertThat(manifest.at("/metadata/finalizers")).hasToString("[\"softdelete.dev/retain\"]");
    assertThat(manifest.at("/metadata/annotations").properties()).hasSize(1);
  }

  @Test
  void theLargestAnnotationWaitsWhereTheMarkHasNoRoom() {
    var snapshot =
        Snapshots.object(
            "{\"metadata\": {\"annotations\": {\"a\": \"b\", \"note\": \"%s\"}}}"
                .formatted("x".repeat(262_100)));

    ObjectNode manifest =
        RestoreManifest.of(snapshot, SAME, (owner, namespace) -> Optional.empty(), MARK, true);

    assertThat(manifest.at("/metadata/annotations").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("a", "softdelete.dev/restoring");
  }

  @Test
  void noFinalizerIsLeftWhereThereWasOnlyOurs() {
    ObjectNode manifest =
        of(
            "{\"metadata\": {\"finalizers\": [\"softdelete.dev/retain\"]}}",
            (owner, namespace) -> Optional.empty());

    assertThat(manifest.path("metadata").has("finalizers")).isFalse();
  }

  @Test
  void ownersAreKeptMappedOrDropped() {
    ObjectNode manifest =
        of(
            """
            {"metadata": {"ownerReferences": [
              {"apiVersion": "v1", "kind": "ConfigMap", "name": "dead", "uid": "1"},
              {"apiVersion": "v1", "kind": "ConfigMap", "name": "reborn", "uid": "2", "controller": true},
              {"apiVersion": "v1", "kind": "ConfigMap", "name": "alive", "uid": "3"}]}}
            """,
            (owner, namespace) ->
                switch (owner.name()) {
                  case "reborn" -> Optional.of("new");
                  case "alive" -> Optional.of(owner.uid());
                  default -> Optional.empty();
                });

    JsonNode references = manifest.at("/metadata/ownerReferences");
    assertThat(references.findValuesAsText("uid")).containsExactly("new", "3");
    assertThat(references.get(0).path("controller").asBoolean()).isTrue();
  }

  @Test
  void theTargetReplacesNameAndNamespace() {
    ObjectNode manifest =
        RestoreManifest.of(
            Snapshots.object("{\"metadata\": {\"name\": \"web\", \"namespace\": \"ns\"}}"),
            new RestoreTarget(Optional.of("other"), "web-2", false),
            (owner, namespace) -> Optional.empty(),
            MARK,
            false);

    assertThat(manifest.at("/metadata/name").asText()).isEqualTo("web-2");
    assertThat(manifest.at("/metadata/namespace").asText()).isEqualTo("other");
  }

  @Test
  void theSnapshotIsLeftAsItIs() {
    var snapshot = Snapshots.object("{\"metadata\": {\"name\": \"web\", \"uid\": \"u\"}}");

    RestoreManifest.of(snapshot, SAME, (owner, namespace) -> Optional.empty(), MARK, false);

    assertThat(snapshot.uid()).isEqualTo("u");
  }

  private static ObjectNode of(String snapshot, OwnerLookup owners) {
    return RestoreManifest.of(Snapshots.object(snapshot), SAME, owners, MARK, false);
  }
}
