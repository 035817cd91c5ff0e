package dev.softdelete.operator.requester.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastAppliedTest {

  @Test
  void aManifestIsRead() {
    assertThat(LastApplied.manifest(bearing("{\"data\":{\"a\":\"1\"}}")))
        .hasValueSatisfying(m -> assertThat(m.toString()).isEqualTo("{\"data\":{\"a\":\"1\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "not JSON",
        "{",
        "{\"a\":}",
        "[]",
        "null",
        "1",
        "\"{}\"",
        "NaN",
        "\ud800",
        "\u0000"
      })
  void whatIsNoManifestCountsAsNone(String text) {
    assertThat(LastApplied.manifest(bearing(text))).isEmpty();
    assertThat(ToolMark.names(bearing(text))).isFalse();
  }

  @Test
  void aTextThatIsTooDeepCountsAsNone() {
    String deep = "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

    assertThat(LastApplied.manifest(bearing(deep))).isEmpty();
  }

  @Test
  void withoutTheAnnotationThereIsNone() {
    assertThat(LastApplied.manifest(new KubeObject(Json.object()))).isEmpty();
  }

  private static KubeObject bearing(String text) {
    var object = Json.object().put("kind", "ConfigMap");
    object.withObject("/metadata").put("name", "web");
    object.withObject("/metadata/annotations").put(ToolMark.LAST_APPLIED, text);
    return new KubeObject(object);
  }
}
