package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("plain 'text' \"quoted\" %s ${x}", "plain 'text' \"quoted\" %s ${x}"),
        Arguments.of("a\u0000b", "a\\u0000b"),
        Arguments.of("\u001b[31mred", "\\u001b[31mred"),
        Arguments.of("\u009b2J", "\\u009b2J"),
        Arguments.of("\u202egnp.exe", "\\u202egnp.exe"),
        Arguments.of("a\u2028b", "a\\u2028b"),
        Arguments.of("\u00fcn\u00ef \u674e \ud83d\ude42", "\u00fcn\u00ef \u674e \ud83d\ude42"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void doesNothingToATerminal(String text, String plain) {
    assertThat(PlainText.of(text, 1000)).isEqualTo(plain);
  }

  @Test
  void isOneLine() {
    assertThat(PlainText.of("a\r\nb\tc\n\nd", 1000)).isEqualTo("a b c d");
  }

  @Test
  void isNoLongerThanItMayBe() {
    assertThat(PlainText.of("\u0001".repeat(100), 50)).hasSize(50);
    assertThat(PlainText.of("x".repeat(100), 50)).hasSize(50);
  }

  @Test
  void noCharacterIsHalved() {
    assertThat(PlainText.cut("a\ud83d\ude42b", 2)).isEqualTo("a");
    assertThat(PlainText.cut("a\ud83d\ude42b", 3)).isEqualTo("a\ud83d\ude42");
    assertThat(PlainText.cut("abc", 3)).isEqualTo("abc");
  }
}
