package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedAttemptsTest {

  @ParameterizedTest
  @CsvSource({
    "'',                        12:00:00.5, 2026-01-01T12:00:00Z 1,  false",
    "2026-01-01T12:00:00Z 3,    12:20:00,   2026-01-01T12:00:00Z 4,  false",
    "2026-01-01T12:00:00Z 4,    12:09:59,   2026-01-01T12:00:00Z 5,  false",
    "2026-01-01T12:00:00Z 4,    12:10:00,   2026-01-01T12:00:00Z 5,  true",
    "2026-01-01T12:00:00Z 900,  12:09:59,   2026-01-01T12:00:00Z 901, false",
    "yesterday 9,               12:00:00,   2026-01-01T12:00:00Z 1,  false",
    "2026-01-01T12:00:00Z many, 12:00:00,   2026-01-01T12:00:00Z 1,  false"
  })
  void tenMinutesAndFiveAttemptsAreEnough(String noted, String now, String text, boolean enough) {
    Instant at = Instant.parse("2026-01-01T" + now + "Z");
    var before = Optional.of(noted).filter(n -> !n.isEmpty());

    FailedAttempts attempts = FailedAttempts.after(before, at);

    assertThat(attempts.text()).isEqualTo(text);
    assertThat(attempts.areEnough(at)).isEqualTo(enough);
  }
}
