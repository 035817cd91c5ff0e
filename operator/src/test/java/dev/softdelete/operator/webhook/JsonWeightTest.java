package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWeightTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1           | 81
          {}          | 178
          [{},{},{}]  | 714
          {"a":[1,2]} | 603
          """)
  void aTreeIsHeavierThanItsText(String json, long weight) {
    assertThat(JsonWeight.of(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(weight);
  }

  @Test
  void aTextOfEmptyObjectsIsHeavy() {
    String bomb = "[" + "{},".repeat(1_000_000) + "{}]";

    assertThat(JsonWeight.of(bomb.getBytes(StandardCharsets.UTF_8))).isGreaterThan(170_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\"", "nonsense"})
  void whatIsNoJsonHasNone(String text) {
    assertThatThrownBy(() -> JsonWeight.of(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itStopsWhereTheDepthDoesNotEnd() {
    byte[] deep = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> JsonWeight.of(deep)).isInstanceOf(IllegalArgumentException.class);
  }
}
