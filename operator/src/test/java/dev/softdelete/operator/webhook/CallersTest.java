package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallersTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final CallerSecret first = CallerSecret.random();
  private final CallerSecret second = CallerSecret.random();
  private final Callers.Known known = Callers.Known.only(first);

  @Test
  void noSecretIsLikeAnother() {
    assertThat(known.admits(second.value(), NOW)).isFalse();
    assertThat(known.admits("", NOW)).isFalse();
    assertThat(known.admits(first.value(), NOW)).isTrue();
  }

  @Test
  void theOneBeforeIsGoodUntilTheApiServerKnowsTheNext() {
    Callers.Known both = known.then(second, NOW);

    assertThat(both.admits(second.value(), NOW)).isTrue();
    assertThat(both.admits(first.value(), NOW.plusSeconds(30))).isTrue();
    assertThat(both.admits(first.value(), NOW.plusSeconds(61))).isFalse();
  }

  @Test
  void seenAgainItRenewsNothing() {
    Callers.Known both = known.then(second, NOW).then(second, NOW.plusSeconds(50));

    assertThat(both.admits(first.value(), NOW.plusSeconds(61))).isFalse();
  }
}
