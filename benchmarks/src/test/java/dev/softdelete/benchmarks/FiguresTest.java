package dev.softdelete.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Rate.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Rate.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
  }

  @Test
  void memoryIsReadInMebibytes() {
    assertThat(Memory.mebibytes("Name:\tjava\nVmHWM:\t  204800 kB\nVmRSS:\t1024 kB\n", "VmRSS"))
        .isEqualTo(1);
  }

  @Test
  void theOperatorRunsWithTheOptionsOfTheChart() {
    assertThat(OperatorOptions.ofTheChart()).contains("-XX:MaxRAM=768m");
    assertThat(
            OperatorOptions.in(
                """
                javaToolOptions: "-XX:+UseSerialGC -Xss512k"

                resources:
                  requests:
                    memory: 128Mi
                  limits:
                    memory: 256Mi
                """))
        .containsExactly("-XX:+UseSerialGC", "-Xss512k", "-XX:MaxRAM=256m");
  }
}
