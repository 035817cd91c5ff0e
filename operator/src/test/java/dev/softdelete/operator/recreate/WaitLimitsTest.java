package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitLimitsTest {
  private final AtomicLong time = new AtomicLong(1);
  private final WaitLimits limits = new WaitLimits(time::get);

  @Test
  void theTimeForOneObjectIsCountedOnce() {
    assertThat(limits.left("u")).isEqualTo(WaitLimits.LIMIT);
    pass(Duration.ofMillis(1500));

    assertThat(limits.left("u")).isEqualTo(Duration.ofMillis(500));
    pass(Duration.ofMillis(500));

    assertThat(limits.left("u").isPositive()).isFalse();
  }

  @Test
  void eachObjectHasItsOwnTime() {
    limits.left("u");
    pass(Duration.ofSeconds(5));

    assertThat(limits.left("v")).isEqualTo(WaitLimits.LIMIT);
  }

  @Test
  void itIsForgottenAfterAMinute() {
    limits.left("u");
    pass(WaitLimits.REMEMBERED.plusSeconds(1));

    assertThat(limits.left("u")).isEqualTo(WaitLimits.LIMIT);
  }

  private void pass(Duration duration) {
    time.addAndGet(duration.toNanos());
  }
}
