package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiServerArgumentsTest {

  @Test
  void enforcesRbac() {
    assertThat(arguments(Options.defaults())).contains("--authorization-mode=Node,RBAC");
  }

  @Test
  void listensOnLoopbackOnly() {
    assertThat(arguments(Options.defaults()))
        .contains(
            "--bind-address=127.0.0.1", "--secure-port=1", "--etcd-servers=http://127.0.0.1:2");
  }

  @Test
  void furtherArgumentsComeLastSoThatTheyWin() {
    assertThat(arguments(Options.defaults().withApiServerArguments("--v=4", "--event-ttl=1h")))
        .endsWith("--v=4", "--event-ttl=1h");
  }

  @Test
  void auditsIntoTheLogs() {
    assertThat(arguments(Options.defaults().withAuditPolicy(Path.of("/audit.yaml"))))
        .contains("--audit-policy-file=/audit.yaml", "--audit-log-path=/logs/audit.log");
  }

  @Test
  void joinsFeatureGates() {
    assertThat(arguments(Options.defaults().withFeatureGate("B", false).withFeatureGate("A", true)))
        .contains("--feature-gates=A=true,B=false");
  }

  private static List<String> arguments(Options options) {
    return ApiServerArguments.of(
        options, new Ports(1, 2, 3), new Pki(Path.of("/pki")), Path.of("/logs"));
  }
}
