package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GoModulesTest {

  @Test
  void thePinnedModulesAreOfTheDeclaredVersion() throws IOException {
    KubernetesVersion version = KubernetesVersion.V1_36;
    assertThat(read(version.goModules() + "/go.mod"))
        .contains("k8s.io/kubernetes " + version.tag() + " ");
    assertThat(read(version.goModules() + "/go.sum"))
        .contains("k8s.io/kubernetes " + version.tag() + " h1:");
  }

  private static String read(String resource) throws IOException {
    try (InputStream content = GoModulesTest.class.getResourceAsStream(resource)) {
      assertThat(content).as(resource).isNotNull();
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
