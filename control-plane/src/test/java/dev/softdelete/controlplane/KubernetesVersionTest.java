package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KubernetesVersionTest {

  @Test
  void theNewestIsTheDefault() {
    assertThat(KubernetesVersion.named("")).isEqualTo(KubernetesVersion.V1_36);
  }

  @Test
  void anOlderOneIsNamedWithoutItsPatch() {
    assertThat(KubernetesVersion.named("1.34")).isEqualTo(KubernetesVersion.V1_34);
  }

  @Test
  void anUnknownOneIsRefused() {
    assertThatThrownBy(() -> KubernetesVersion.named("1.20"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be one of [1.36, 1.34]");
  }
}
