package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordLabelsTest {

  @Test
  void areTheObjectsOwnAndWhatItWas() {
    assertThat(RecordLabels.of(Map.of("app", "web"), "ConfigMap", "settings", null, false))
        .containsOnly(
            Map.entry("app", "web"),
            Map.entry("softdelete.dev/kind", "ConfigMap"),
            Map.entry("softdelete.dev/name", "settings"));
  }

  @Test
  void nameTheDeletionGroup() {
    assertThat(RecordLabels.of(Map.of(), "ConfigMap", "settings", "u-1", false))
        .containsEntry("softdelete.dev/deletion-group", "u-1");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false,"})
  void sayThatTheDeletionIsRoutineWhateverTheObjectSays(boolean routine, String value) {
    var labels =
        RecordLabels.of(
            Map.of("softdelete.dev/routine", "anything"), "Pod", "step", "u-1", routine);

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
        "softdelete.dev/deletion-group"
      })
  void lackWhatToolsTrackBy(String label) {
    assertThat(RecordLabels.of(Map.of(label, "x"), "ConfigMap", "settings", null, true))
        .doesNotContainKey(label);
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
}
