package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.api.MatchCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTemplateTest {
  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of("a: ${x}", "text", "{\"a\":\"text\"}"),
        Arguments.of("a: ${x}", 7, "{\"a\":7}"),
        Arguments.of("a: ${x}", null, "{}"),
        Arguments.of("a: ${x}", List.of(), "{\"a\":[]}"),
        Arguments.of(
            "a: ${x}",
            List.of(new MatchCondition("n", "true")),
            "{\"a\":[{\"name\":\"n\",\"expression\":\"true\"}]}"),
        Arguments.of("a: [b, '${x}', c]", "d", "{\"a\":[\"b\",\"d\",\"c\"]}"),
        Arguments.of("a: [b, '${x}', c]", List.of("d", "e"), "{\"a\":[\"b\",\"d\",\"e\",\"c\"]}"),
        Arguments.of("a: [b, '${x}', c]", List.of(), "{\"a\":[\"b\",\"c\"]}"),
        Arguments.of("a: b == ${x}", "c", "{\"a\":\"b == 'c'\"}"),
        Arguments.of("a: b in ${x}", List.of("c", "d"), "{\"a\":\"b in ['c', 'd']\"}"),
        Arguments.of("a: 1", "unused", "{\"a\":1}"));
  }

  @ParameterizedTest
  @MethodSource("places")
  void aValueTakesTheFormOfItsPlace(String yaml, Object value, String expected) {
    assertThat(template(yaml).with("x", value).json()).hasToString(expected);
  }

  static Stream<String> texts() {
    return Stream.of(
        "' || true || '",
        "\\' || true",
        "${y}",
        "$1",
        "a: b\nc: d",
        "\"",
        "- x # y",
        "{}",
        "\u2028");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextStaysATextWhateverItContains(String text) {
    var json = template("whole: ${x}\nwithin: a == ${x}\nother: 1").with("x", text).json();

    assertThat(json.path("whole").asText()).isEqualTo(text);
    assertThat(json.path("within").asText()).isEqualTo("a == " + Cel.quote(text));
    assertThat(json).hasSize(3);
  }

  @Test
  void anExpressionIsPartOfTheOneAroundIt() {
    assertThat(template("a: (${x}) || (${x})\nb: ${x}").withExpression("x", "c == 'd'").json())
        .hasToString("{\"a\":\"(c == 'd') || (c == 'd')\",\"b\":\"c == 'd'\"}");
  }

  @Test
  void linesOfAnExpressionAreJoinedBySpaces() {
    assertThat(template("a: >-\n  b ||\n  c").json()).hasToString("{\"a\":\"b || c\"}");
  }

  @Test
  void aForgottenValueIsAnError() {
    assertThatThrownBy(() -> template("a: ${x}").json()).hasMessageContaining("x is not filled");
  }

  @Test
  void aTemplateIsFilledAgainAndAgain() {
    ManifestTemplate template = template("a: ${x}\nb: [c]");
    template.with("x", 1).json().withArray("/b").add("d");

    assertThat(template.with("x", 2).json()).hasToString("{\"a\":2,\"b\":[\"c\"]}");
  }

  private static ManifestTemplate template(String yaml) {
    try {
      return ManifestTemplate.of(yaml.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
