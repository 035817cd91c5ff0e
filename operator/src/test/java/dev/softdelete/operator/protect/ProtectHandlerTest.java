package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectHandlerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          web  | retain                 | retain
          prod | -                      | retain terms/strict
          prod | a.b/c                  | a.b/c retain terms/strict
          prod | retain                 | retain terms/strict
          prod | retain terms/lenient   | retain terms/lenient terms/strict
          prod | retain terms/strict    | retain terms/strict
          web  | -                      | retain
          """)
  void theFinalizersArePutOnBesideOthers(String tier, String before, String after) {
    assertThat(
            Reviews.answered(
                new ProtectHandler(Reviews.WINNING, by -> false), tier, before, null, null))
        .isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          an object that is older than the policy is relabelled | web | retain | prod | retain terms/strict
          """)
  void whatThePolicySelectedBeforeTheUpdateCounts(
      String what, String tier, String finalizers, String tierBefore, String after) {
    assertThat(
            Reviews.answered(
                new ProtectHandler(Reviews.WINNING, by -> false),
                tier,
                finalizers,
                tierBefore,
                finalizers))
        .isEqualTo(after);
  }
}
