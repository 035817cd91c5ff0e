package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private static final int MIB = 1024 * 1024;

  private final Workspace workspace = new Workspace(MIB, 8 * MIB, 1, Duration.ofMillis(1));

  @Test
  void smallOnesDoNotWaitForLargeOnes() throws Exception {
    try (var large = workspace.take(7 * MIB);
        var small = workspace.take(1000)) {
      assertThat(large).isNotNull();
      assertThat(small).isNotNull();
      assertThatThrownBy(() -> workspace.take(2 * MIB)).isInstanceOf(Workspace.BusyException.class);
    }
  }

  @Test
  void memoryIsFreeAgainAfterwards() throws Exception {
    for (int i = 0; i < 100; i++) {
      workspace.take(7 * MIB).close();
    }
  }

  @Test
  void whatIsLargerThanAllOfItIsKnownBefore() {
    assertThat(workspace.holds(8 * MIB)).isTrue();
    assertThat(workspace.holds(8 * MIB + 1)).isFalse();
  }
}
