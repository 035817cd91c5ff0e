package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoModulesTest {

  @ParameterizedTest
  @MethodSource
  void thePinnedModulesAreOfTheDeclaredVersion(GoModule module, String version) throws IOException {
    assertThat(read(module.resources() + "/go.mod")).contains(version + " ");
    assertThat(read(module.resources() + "/go.sum")).contains(version + " h1:");
  }

  static Stream<Arguments> thePinnedModulesAreOfTheDeclaredVersion() {
    return Stream.concat(
        KubernetesVersion.ALL.stream()
            .map(v -> Arguments.of(GoModule.of(v), "k8s.io/kubernetes " + v.tag())),
        Stream.of(
            Arguments.of(HelmProgram.MODULE, "helm.sh/helm/v3 " + HelmProgram.VERSION),
            Arguments.of(
                CraneProgram.MODULE,
                "github.com/google/go-containerregistry " + CraneProgram.VERSION),
            Arguments.of(
                ActionlintProgram.MODULE,
                "github.com/rhysd/actionlint " + ActionlintProgram.VERSION)));
  }

  private static String read(String resource) throws IOException {
    try (InputStream content = GoModulesTest.class.getResourceAsStream(resource)) {
      assertThat(content).as(resource).isNotNull();
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
