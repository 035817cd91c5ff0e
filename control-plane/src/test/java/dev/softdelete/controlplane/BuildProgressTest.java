package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BuildProgressTest {

  @Test
  void saysHowFarItIs() {
    assertThat(BuildProgress.line(812, 2727, Duration.ofSeconds(185)))
        .isEqualTo("  812 of about 2727 packages, 3:05 min");
  }

  @Test
  void namesNoTotalThatIsUnknown() {
    assertThat(BuildProgress.line(12, 0, Duration.ofSeconds(5)))
        .isEqualTo("  12 packages, 0:05 min");
  }
}
