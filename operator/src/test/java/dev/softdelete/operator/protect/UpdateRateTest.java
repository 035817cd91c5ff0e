package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateRateTest {
  /** A clock that advances only when a test sets it. */
  private static final class HandClock implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          perSecond | idle     | atOnce
          200       | PT0S     | 1
          200       | PT0.005S | 2
          200       | PT0.5S   | 101
          200       | PT1H     | 200
          1         | PT1H     | 1
          0.5       | PT1.9S   | 1
          0.5       | PT1H     | 1
          """,
      useHeadersInDisplayName = true)
  void updatesThatMayBeMadeAtOnce(double perSecond, Duration idle, long atOnce) {
    var clock = new HandClock();
    var bucket = UpdateRate.bucket(perSecond, clock);

    clock.nanos += idle.toNanos();

    assertThat(bucket.tryConsumeAsMuchAsPossible()).isEqualTo(atOnce);
  }

  @ParameterizedTest
  @CsvSource({"200, 2000", "1, 10", "0.5, 5"})
  void updatesInTenSeconds(double perSecond, long updates) {
    var clock = new HandClock();
    var bucket = UpdateRate.bucket(perSecond, clock);
    assertThat(bucket.tryConsume(1)).isTrue();

    long made = 0;
    for (int millis = 0; millis < 10_000; millis++) {
      clock.nanos += Duration.ofMillis(1).toNanos();
      made += bucket.tryConsumeAsMuchAsPossible();
    }

    assertThat(made).isEqualTo(updates);
  }
}
