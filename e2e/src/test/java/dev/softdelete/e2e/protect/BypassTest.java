package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BypassTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
          """);

  @AfterEach
  void uncover() {
    Policies.abandon(ns);
  }

  @Test
  void whoeverLacksTheVerbIsRefused() {
    Objects.configMap(ns, "guarded");
    kubectl.run("create", "rolebinding", "ed", "-n", ns, "--clusterrole=edit", "--user=ed");

    Kubectl.Result refused =
        Cluster.installation()
            .kubectlAs("ed")
            .call("annotate", "cm", "guarded", "-n", ns, "softdelete.dev/bypass=true");

    assertThat(refused.ok()).isFalse();
    assertThat(refused.err())
        .contains("ed may not set the annotation softdelete.dev/bypass", "soft-delete-admin");
  }

  @Test
  void whoeverHasTheVerbDeletesForGood() {
    Objects.configMap(ns, "unwanted");
    kubectl.run("create", "rolebinding", "ann", "-n", ns, "--clusterrole=edit", "--user=ann");
    kubectl.run(
        "create",
        "clusterrolebinding",
        ns + "-ann",
        "--clusterrole=soft-delete-admin",
        "--user=ann");
    Kubectl ann = Cluster.installation().kubectlAs("ann");

    ann.run("annotate", "cm", "unwanted", "-n", ns, "softdelete.dev/bypass=true");
    ann.run("delete", "cm", "unwanted", "-n", ns, "--timeout=30s");

    assertThat(kubectl.call("get", "cm", "unwanted", "-n", ns).err()).contains("NotFound");
    assertThat(kubectl.run("get", "deleted", "-n", ns)).isEmpty();
  }
}
