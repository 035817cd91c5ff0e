package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControllerManagerArgumentsTest {

  @Test
  void runsAllControllersWithTheirOwnRights() {
    assertThat(arguments(Options.defaults()))
        .contains("--controllers=*", "--use-service-account-credentials=true");
  }

  @Test
  void runsOnlyTheControllersAskedFor() {
    assertThat(arguments(Options.defaults().withControllers("*", "-garbage-collector-controller")))
        .contains("--controllers=*,-garbage-collector-controller");
  }

  private static List<String> arguments(Options options) {
    return ControllerManagerArguments.of(options, new Pki(Path.of("/pki")), Path.of("/kubeconfig"));
  }
}
