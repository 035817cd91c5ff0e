package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionDurationTest {

  @ParameterizedTest
  @CsvSource({
    "48h, PT48H",
    "30d, P30D",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    "90s, PT1M30S",
    "250ms, PT0.25S",
    "1m1ms, PT1M0.001S",
    "0s, PT0S",
    "99999d, P99999D"
  })
  void readsGoDurationsAndDays(String text, Duration duration) {
    assertThat(RetentionDuration.parse(text)).contains(duration);
  }

  @Test
  void readsIndefinite() {
    assertThat(RetentionDuration.parse("Indefinite")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "h", "5", "-1h", "1d12h", "1w", "indefinite", " 1h", "1 h", "1h,", "1e3h"})
  void refusesAnythingElseAndSaysWhatToWrite(String text) {
    assertThatThrownBy(() -> RetentionDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("72h");
  }

  @ParameterizedTest
  @CsvSource({"PT48H, 48h", "P30D, 720h", "PT1H30M, 5400s", "PT0.25S, 250ms", "PT0S, 0h"})
  void writesWhatGoAndCelRead(Duration duration, String text) {
    assertThat(RetentionDuration.format(duration)).isEqualTo(text);
    assertThat(RetentionDuration.parse(text)).contains(duration);
  }

  @Test
  void norLongerThanTheCalendarGoes() {
    assertThatThrownBy(() -> RetentionDuration.parse("9999999h".repeat(8)))
        .hasMessageContaining("write Indefinite");
  }

  @Test
  void whatIsVeryLongIsNoneAndQuicklySaidSo() {
    assertThatThrownBy(() -> RetentionDuration.parse("1h".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasSizeLessThan(200);
  }
}
