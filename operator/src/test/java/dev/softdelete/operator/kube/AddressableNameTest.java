package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddressableNameTest {
  private static final int HEAD_OF_A_REQUEST = 1024 * 1024;

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("an ordinary name", "web", true),
        Arguments.of("the longest", "n".repeat(65_536), true),
        Arguments.of("one character more", "n".repeat(65_537), false),
        Arguments.of("the longest, in surrogate pairs", "\ud83d\ude00".repeat(65_536), true),
        Arguments.of("one pair more", "\ud83d\ude00".repeat(65_537), false),
        Arguments.of("what no path has room for", "\u2039".repeat(360_000), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void countsCodePointsAsTheApiServerDoes(String what, String name, boolean addressable) {
    assertThat(AddressableName.is(name)).isEqualTo(addressable);
  }

  @Test
  void thePathOfTheLongestNameFitsIntoTheHeadOfARequest() {
    String longest = "\ud83d\ude00".repeat(AddressableName.LONGEST);

    assertThat(URLEncoder.encode(longest, StandardCharsets.UTF_8).length())
        .isLessThan(HEAD_OF_A_REQUEST * 4 / 5);
  }
}
