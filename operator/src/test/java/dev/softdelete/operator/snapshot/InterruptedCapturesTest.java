package dev.softdelete.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class InterruptedCapturesTest {
  private final InterruptedCaptures unsettled = new InterruptedCaptures();

  @Test
  void everythingIsPossibleUntilAllWasLookedAt() {
    assertThat(unsettled.possible("u-1")).isTrue();

    unsettled.found(Set.of("u-2"));

    assertThat(unsettled.possible("u-1")).isFalse();
    assertThat(unsettled.possible("u-2")).isTrue();
  }

  @Test
  void aCaptureThatGoesThroughLeavesNothing() {
    unsettled.found(Set.of());

    unsettled.put("u-1");
    assertThat(unsettled.possible("u-1")).isTrue();

    unsettled.settled("u-1");
    assertThat(unsettled.possible("u-1")).isFalse();
  }

  @Test
  void whatAnInterruptedOneLeftIsNotSettledByTheNext() {
    unsettled.found(Set.of());
    unsettled.put("u-1");

    unsettled.put("u-1");
    unsettled.settled("u-1");

    assertThat(unsettled.possible("u-1")).isTrue();
  }

  @Test
  void aLookDoesNotSettleTheCapturesMeanwhile() {
    unsettled.put("u-1");

    unsettled.found(Set.of());

    assertThat(unsettled.possible("u-1")).isTrue();
  }
}
