package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {

  @Test
  void speaksTheWordsOfGo() {
    assertThat(Platform.of("Linux", "amd64")).isEqualTo(new Platform("linux", "amd64"));
    assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(new Platform("darwin", "arm64"));
    assertThat(Platform.of("Mac OS X", "x86_64")).isEqualTo(new Platform("darwin", "amd64"));
  }
}
