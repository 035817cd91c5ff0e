package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.policy.Guarantee;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepIntervalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          API_SERVER | PT0S  | PT10M
          API_SERVER | PT5M  | PT10M
          WEBHOOK    | PT0S  | PT1M
          WEBHOOK    | PT6S  | PT1M
          WEBHOOK    | PT20S | PT3M
          WEBHOOK    | PT5M  | PT45M
          """)
  void isShortWhereSomethingMaySlipThroughAndLeavesTheApiServerItsTime(
      Guarantee guarantee, Duration took, Duration interval) {
    assertThat(SweepInterval.of(guarantee, took)).isEqualTo(interval);
  }
}
