package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoBuildCommandTest {

  @Test
  void buildsOnlyWhatIsMissing() {
    assertThat(command(EnumSet.of(Binary.CONTROLLER_MANAGER)))
        .startsWith("go", "build")
        .endsWith("-o", "/out/", "k8s.io/kubernetes/cmd/kube-controller-manager");
  }

  @Test
  void stampsTheVersion() {
    assertThat(command(EnumSet.allOf(Binary.class)))
        .anySatisfy(
            argument ->
                assertThat(argument)
                    .contains("version.gitVersion=v1.36.3")
                    .contains("version.gitMajor=1 ")
                    .contains("version.gitMinor=36 "));
  }

  private static Iterable<String> command(Set<Binary> wanted) {
    return GoBuild.of(KubernetesVersion.V1_36, wanted).command(Path.of("/out"));
  }
}
