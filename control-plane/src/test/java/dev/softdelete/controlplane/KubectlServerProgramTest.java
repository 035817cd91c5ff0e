package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubectlServerProgramTest {

  @Test
  void itsSourceIsPartOfTheModuleOfTheControlPlane(@TempDir Path folder) throws IOException {
    GoBuild build = KubectlServerProgram.build(KubernetesVersion.V1_36, "kubectl-server-1");

    build.module().unpack(folder);

    assertThat(Files.readString(folder.resolve("go.mod"))).contains("k8s.io/kubernetes v1.36.3");
    assertThat(folder.resolve("kubectl-server/main.go")).exists();
    assertThat(build.command(Path.of("/out"))).endsWith("./kubectl-server");
  }
}
