package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelmProgramTest {

  @Test
  void theOneThatIsGivenComesFirst() {
    assertThat(HelmProgram.given(Map.of("HELM_BIN", "/opt/helm"))).contains(Path.of("/opt/helm"));
  }

  @Test
  void anEmptyVariableCountsAsUnset() {
    assertThat(HelmProgram.given(Map.of("HELM_BIN", ""))).isEmpty();
    assertThat(HelmProgram.given(Map.of())).isEmpty();
  }
}
