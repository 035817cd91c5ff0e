package dev.softdelete.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class InterruptedCapturesTest {
  private final InterruptedCaptures captures = new InterruptedCaptures();

  @Test
  void everythingIsPossibleUntilAllWasLookedAt() {
    assertThat(captures.possible("u-1")).isTrue();

    captures.found(Set.of("u-2"));

    assertThat(captures.possible("u-1")).isFalse();
    assertThat(captures.possible("u-2")).isTrue();
  }

  @Test
  void aCaptureThatGoesThroughLeavesNothing() {
    captures.found(Set.of());

    captures.put("u-1");
    assertThat(captures.possible("u-1")).isTrue();

    captures.settled("u-1");
    assertThat(captures.possible("u-1")).isFalse();
  }

  @Test
  void whatAnInterruptedOneLeftIsNotSettledByTheNext() {
    captures.found(Set.of());
    captures.put("u-1");

    captures.put("u-1");
    captures.settled("u-1");

    assertThat(captures.possible("u-1")).isTrue();
  }

  @Test
  void aLookDoesNotSettleTheCapturesMeanwhile() {
    captures.put("u-1");

    captures.found(Set.of());

    assertThat(captures.possible("u-1")).isTrue();
  }
}
