package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordLabelsTest {

  @Test
  void areTheObjectsOwnAndWhatItWas() {
    assertThat(RecordLabels.of(settings(Map.of("app", "web")), null, false))
        .containsOnly(
            Map.entry("app", "web"),
            Map.entry("softdelete.dev/kind", "ConfigMap"),
            Map.entry("softdelete.dev/name", "settings"));
  }

  @Test
  void nameTheDeletionGroup() {
    assertThat(RecordLabels.of(settings(Map.of()), "u-1", false))
        .containsEntry("softdelete.dev/deletion-group", "u-1");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false,"})
  void sayThatTheDeletionIsRoutineWhateverTheObjectSays(boolean routine, String value) {
    var labels =
        RecordLabels.of(settings(Map.of("softdelete.dev/routine", "anything")), "u-1", routine);

    assertThat(labels.get("softdelete.dev/routine")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.kubernetes.io/instance",
        "app.kubernetes.io/managed-by",
        "argocd.argoproj.io/instance",
        "kapp.k14s.io/app",
        "applyset.kubernetes.io/part-of",
        "applyset.kubernetes.io/id",
        "kustomize.toolkit.fluxcd.io/name",
        "helm.toolkit.fluxcd.io/name",
        "helm.sh/chart",
        "softdelete.dev/deletion-group",
        "softdelete.dev/part-of"
      })
  void lackWhatToolsTrackByAndWhatUsersClaim(String label) {
    assertThat(RecordLabels.of(settings(Map.of(label, "x")), null, true)).doesNotContainKey(label);
  }

  @Test
  void nameTheReleaseButNotByTheLabelOfTheTool() {
    var labels =
        RecordLabels.of(
            settings(
                Map.of(
                    "app.kubernetes.io/instance", "orders", "softdelete.dev/part-of", "billing")),
            null,
            false);

    assertThat(labels)
        .containsEntry("softdelete.dev/part-of", "orders")
        .doesNotContainKey("app.kubernetes.io/instance");
  }

  @ParameterizedTest
  @CsvSource({"system:node, system-node", ":odd:, odd", "a.b_c-d, a.b_c-d", "'', ''", "'::', ''"})
  void haveValidValues(String text, String value) {
    assertThat(RecordLabels.value(text)).isEqualTo(value);
  }

  @Test
  void areCutWhereALabelValueEnds() {
    assertThat(RecordLabels.value("a".repeat(62) + "-b")).isEqualTo("a".repeat(62));
    assertThat(RecordLabels.value("a".repeat(100))).hasSize(63);
  }

  private static KubeObject settings(Map<String, String> labels) {
    ObjectNode json = Json.object().put("kind", "ConfigMap");
    json.withObject("/metadata").put("name", "settings");
    labels.forEach(json.withObject("/metadata/labels")::put);
    return new KubeObject(json);
  }
}
