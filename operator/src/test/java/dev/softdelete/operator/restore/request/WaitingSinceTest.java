package dev.softdelete.operator.restore.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingSinceTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final WaitingSince waiting = new WaitingSince(now::get);

  @Test
  void nothingWaitsThatHasNotStarted() {
    assertThat(waiting.elapsed("u")).isEmpty();
    assertThat(waiting.within("u", Duration.ofSeconds(3))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "2, true", "3, false"})
  void aWaitEndsAtItsLimit(int seconds, boolean within) {
    waiting.start("u");
    now.set(Instant.EPOCH.plusSeconds(seconds));
    waiting.start("u");

    assertThat(waiting.within("u", Duration.ofSeconds(3))).isEqualTo(within);
  }

  @Test
  void aWaitThatWasEndedStartsAgain() {
    waiting.start("u");
    now.set(Instant.EPOCH.plusSeconds(5));
    waiting.end("u");
    waiting.start("u");

    assertThat(waiting.elapsed("u")).contains(Duration.ZERO);
  }
}
