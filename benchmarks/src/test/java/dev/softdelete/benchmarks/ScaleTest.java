package dev.softdelete.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.softdelete.benchmarks.Scale.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  @Test
  void everythingIsMeasuredUnlessToldOtherwise() {
    assertThat(Scale.of().parts()).containsExactlyInAnyOrder(Part.values());
    assertThat(Scale.of().many()).isEqualTo(20_000);
  }

  @Test
  void optionsAreTaken() {
    Scale scale = Scale.of("--only=latency,memory", "--rounds=5", "--objects=7");

    assertThat(scale.parts()).containsExactlyInAnyOrder(Part.LATENCY, Part.MEMORY);
    assertThat(scale.rounds()).isEqualTo(5);
    assertThat(scale.objects()).isEqualTo(7);
    assertThat(scale.whole()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--rounds", "--rounds=0", "--rounds=many", "--only=speed"})
  void whatCannotBeUnderstoodIsAnsweredWithTheUsage(String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scale.of(option))
        .withMessageContaining(option)
        .withMessageContaining("usage:");
  }
}
