package dev.softdelete.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ObservedForecast;
import dev.softdelete.operator.admission.PolicyFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
  private static final Counts TEN = new Counts(10, 4, 5_000, 1, 2, 0);

  @ParameterizedTest(name = "{0} for {1}: {2} a day, {3} at a time")
  @CsvSource({
    "PT24H, 48h, 10, 20",
    "PT48H, 48h, 5, 10",
    "PT240H, 48h, 1, 2",
    "PT1H, 24h, 240, 240",
    // As if an hour had passed.
    "PT1M, 24h, 240, 240",
    "PT24H, 30d, 10, 300",
  })
  void recordsPerDayAndAtATime(Duration observed, String retention, long perDay, long atATime) {
    ObservedForecast forecast = forecast(retention, "null", observed).all(TEN);

    assertThat(forecast.capturedPerDay()).isEqualTo(perDay);
    assertThat(forecast.records()).isEqualTo(atATime);
  }

  @Test
  void whatIsKeptIndefinitelyGrowsAndHasNoLevel() {
    Forecast forecast = forecast("Indefinite", "{\"records\": 10}", Duration.ofDays(1));

    assertThat(forecast.all(TEN)).isEqualTo(new ObservedForecast(10L, 5_000L, null, null, 3L));
    assertThat(forecast.percentOfLimit(TEN)).isNull();
  }

  @ParameterizedTest(name = "{0}: {1} %")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"records\": 100}|20",
        "{\"records\": 10}|200",
        "{\"bytes\": \"50k\"}|100",
        "{\"records\": 100, \"bytes\": \"50k\"}|100",
        "{}|",
        "null|",
      })
  void theFullerLimitCounts(String limits, Long percent) {
    assertThat(forecast("48h", limits, Duration.ofDays(1)).percentOfLimit(TEN)).isEqualTo(percent);
  }

  @Test
  void noNumberIsTooLarge() {
    Counts many = new Counts(Long.MAX_VALUE, 0, Long.MAX_VALUE / 2, 0, 0, 0);

    assertThat(forecast("90d", "null", Duration.ofHours(1)).all(many).records())
        .isEqualTo(Long.MAX_VALUE);
  }

  private static Forecast forecast(String retention, String limits, Duration observed) {
    return Forecast.of(
        PolicyFixture.policy(
                "{\"resources\": [], \"retention\": \"%s\", \"limits\": %s}"
                    .formatted(retention, limits))
            .getSpec(),
        observed);
  }
}
