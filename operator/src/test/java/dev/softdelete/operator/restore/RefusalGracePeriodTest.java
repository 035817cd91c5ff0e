package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalGracePeriodTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, false, true", "1, false, true", "2, false, false",
    "2, true, true", "59, true, true", "60, true, false",
  })
  void lastsAMomentAndLongerWhileOthersCome(int seconds, boolean othersCome, boolean lasts) {
    var gracePeriod = new RefusalGracePeriod();
    assertThat(gracePeriod.lasts("u", false, FIRST)).isTrue();

    assertThat(gracePeriod.lasts("u", othersCome, FIRST.plusSeconds(seconds))).isEqualTo(lasts);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void beginsAnewWithEachRequest(boolean overByItself) {
    var gracePeriod = new RefusalGracePeriod();
    assertThat(gracePeriod.lasts("u", false, FIRST)).isTrue();
    if (overByItself) {
      assertThat(gracePeriod.lasts("u", false, FIRST.plusSeconds(5))).isFalse();
    } else {
      gracePeriod.forget("u");
    }

    assertThat(gracePeriod.lasts("u", false, FIRST.plusSeconds(6))).isTrue();
  }
}
