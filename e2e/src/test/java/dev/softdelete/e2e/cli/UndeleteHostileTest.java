package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A deletion whose user, labels and annotations try to control a terminal. Whatever a command
 * prints has no control character but line breaks.
 */
class UndeleteHostileTest {
  private static final String TEXT = "\u001b]0;title\u0007\u202e\u009b2J";

  private static final Pattern ACTIVE =
      Pattern.compile("[\\p{Cntrl}\u0080-\u009f\u2028\u2029\u202a-\u202e&&[^\\n]]");

  private static String ns;
  private static Plugin admin;

  @BeforeAll
  static void deleteAsSomebodyHostile() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    Kubectl kubectl = Cluster.kubectl();
    String user = "eve" + TEXT;
    Kubectl eve = kubectl.of(Cluster.controlPlane().userKubeconfig(user, "system:masters"));
    kubectl.run("create", "configmap", "web", "-n", ns, "--from-literal=k=" + TEXT);
    kubectl.run("annotate", "configmap", "web", "-n", ns, "note=" + TEXT);
    eve.run("delete", "configmap", "web", "-n", ns, "--timeout=30s");
    admin = Plugin.ofAdministrator();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list -o wide",
        "list -o json",
        "list -o yaml",
        "why configmap/web",
        "status",
        "show configmap/web",
        "diff configmap/web",
        "restore configmap/web --dry-run",
        "purge configmap/web",
        "hold configmap/web -o yaml",
        "unhold configmap/web -o json",
        "list --by \u001b[31m",
        "configmap/\u001b[31m",
        "show \u202e",
        "configmap/web",
      })
  void nothingActs(String command) {
    Kubectl.Result result = admin.call((command + " -n " + ns).split(" "));

    assertThat(result.out() + result.err()).isNotEmpty().doesNotContainPattern(ACTIVE);
  }
}
