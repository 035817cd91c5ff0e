package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(2, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(30));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          code | retryAfter                    | sent | since | pause
          200  |                               | 1    | PT0S  |
          404  | 1                             | 1    | PT0S  |
          409  |                               | 1    | PT0S  |
          410  |                               | 1    | PT0S  |
          422  |                               | 1    | PT0S  |
          429  |                               | 1    | PT0S  | PT0.1S
          429  | 1                             | 1    | PT0S  | PT1S
          429  | 1                             | 2    | PT1S  | PT1S
          429  | 1                             | 3    | PT2S  |
          429  | 3600                          | 1    | PT0S  | PT10S
          429  | -5                            | 1    | PT0S  | PT0.1S
          429  | Fri, 27 Nov 2026 12:00:00 GMT | 1    | PT0S  | PT0.1S
          500  |                               | 1    | PT0S  | PT0.1S
          503  |                               | 2    | PT1S  | PT0.2S
          503  | 2                             | 1    | PT0S  | PT2S
          504  |                               | 1    | PT60S |
          503  | 10                            | 1    | PT21S |
          """,
      useHeadersInDisplayName = true)
  void afterAnAnswer(int code, String retryAfter, int sent, Duration since, Duration pause) {
    assertThat(POLICY.afterAnswer(sent, since, code, Optional.ofNullable(retryAfter)))
        .isEqualTo(Optional.ofNullable(pause));
  }

  @ParameterizedTest
  @CsvSource({"1, PT0S, PT0.1S", "2, PT1S, PT0.2S", "3, PT1S,", "1, PT75S,"})
  void afterABrokenConnection(int sent, Duration since, Duration pause) {
    assertThat(POLICY.afterBreak(sent, since)).isEqualTo(Optional.ofNullable(pause));
  }
}
