package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepHandlerTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          both taken off                 | web  | -                    | web  | retain terms/strict  | retain terms/strict
          others stay                    | web  | a.b/c                | web  | retain a.b/c         | a.b/c retain
          a mark added by hand           | web  | retain terms/strict  | web  | retain               | retain
          a mark by the policy           | prod | retain terms/strict  | prod | retain               | retain terms/strict
          a mark of no policy            | prod | retain terms/no      | prod | retain               | retain
          a create with a mark by hand   | web  | terms/strict         |      |                      | -
          a create with a genuine mark   | prod | retain terms/strict  |      |                      | retain terms/strict
          """)
  void genuineMarksStayAndOthersGo(
      String what,
      String tier,
      String now,
      String tierBefore,
      String finalizersBefore,
      String after) {
    assertThat(
            Reviews.answered(
                new KeepHandler(Reviews.WINNING, by -> false),
                tier,
                now,
                tierBefore,
                finalizersBefore))
        .isEqualTo(after);
  }
}
