package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryIntervalTest {

  @ParameterizedTest
  @CsvSource({
    "SOON, PT0S, PT0.5S",
    "SOON, PT-3S, PT0.5S",
    "SOON, PT6S, PT3S",
    "SOON, PT1H, PT5S",
    "LATER, PT0S, PT5S",
    "LATER, PT20S, PT10S",
    "LATER, PT1H, PT1M",
  })
  void growsWithTheTimeThatItHasBeenRefused(
      RetryInterval interval, Duration refusedFor, Duration next) {
    assertThat(interval.after(refusedFor)).isEqualTo(next);
  }
}
