package dev.softdelete.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28T02:41:22Z",
        "2026-11-28T02:41:22.1Z",
        "2026-11-28T02:41:22.000000000Z",
        "2026-11-28T02:41:22.123456789+05:30",
        "2026-11-28T02:41:22+00:00",
        "2026-11-28T02:41:22-00:00",
        "2026-11-28T02:41:22+17:59",
        "2026-11-28T02:41:22-17:59",
        "2026-11-28T02:41:22+18:00",
        "2026-11-28T02:41:22-18:00",
        "0001-01-01T00:00:00+18:00",
        "9999-12-31T23:59:59.999999999-18:00"
      })
  void whatThePatternAdmitsIsRead(String time) {
    assertThat(time).matches(Timestamps.PATTERN);
    assertThatCode(() -> Instant.parse(time)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28T02:41:22.0000000000Z",
        "2026-11-28T02:41:22,5Z",
        "2026-11-28T02:41:22:5Z",
        "2026-11-28T02:41:22.Z",
        "2026-11-28T02:41:22+18:01",
        "2026-11-28T02:41:22-23:59",
        "2026-11-28T02:41:22+17:60",
        "2026-11-28T02:41:22+0530",
        "2026-11-28T02:41:22",
        "2026-11-28T02:41:22ZTx",
        "2026-11-28T02:41Z",
        "2026-11-28 02:41:22Z",
        "2026-11-28"
      })
  void itAdmitsNothingElse(String time) {
    assertThat(time).doesNotMatch(Timestamps.PATTERN);
  }
}
