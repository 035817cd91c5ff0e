package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GoModulesTest {

  @ParameterizedTest
  @FieldSource("dev.softdelete.controlplane.KubernetesVersion#ALL")
  void thePinnedModulesAreOfTheDeclaredVersion(KubernetesVersion version) throws IOException {
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
