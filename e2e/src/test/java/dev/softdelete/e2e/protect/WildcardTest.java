package dev.softdelete.e2e.protect;

import static dev.softdelete.e2e.protect.Objects.RETAIN;
import static dev.softdelete.e2e.protect.Objects.finalizers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("delivery")
class WildcardTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: ["*"], resources: ["*"]}]
            excludeResources: [{apiGroups: [""], resources: [secrets]}]
          """);

  @AfterEach
  void uncover() {
    Policies.abandon(ns);
    CustomKinds.remove(ns);
  }

  @Test
  void coversEveryKindButTheExcluded() {
    Objects.configMap(ns, "a");
    kubectl.run("create", "deployment", "b", "-n", ns, "--image=none", "--replicas=0");
    kubectl.run("create", "role", "c", "-n", ns, "--verb=get", "--resource=pods");
    kubectl.run("create", "secret", "generic", "d", "-n", ns);

    assertThat(finalizers("cm", "a", "-n", ns)).contains(RETAIN);
    assertThat(finalizers("deployment", "b", "-n", ns)).contains(RETAIN);
    assertThat(finalizers("role", "c", "-n", ns)).contains(RETAIN);
    assertThat(finalizers("secret", "d", "-n", ns)).isEmpty();
    assertThat(Policies.status(ns, "protectedResources"))
        .contains("deployments.apps", "configmaps")
        .doesNotContain("secrets", "leases", "softdelete.dev", "admissionregistration");
  }

  @Test
  void theFirstObjectOfAKindThatAppearsLaterIsCoveredWithinSeconds() {
    CustomKinds.define(ns);
    CustomKinds.create(ns, ns, "early");
    assertThat(finalizers(CustomKinds.type(ns), "early", "-n", ns)).contains(RETAIN);

    Objects.delete(CustomKinds.type(ns), "early", "-n", ns);

    assertThat(Objects.record(ns, "early", ".status.state")).isEqualTo("DELETED");
  }

  @Test
  void objectsThatGoWithTheirDefinitionAreCapturedAlsoAfterTheOperatorWasDown() {
    CustomKinds.define(ns);
    CustomKinds.create(ns, ns, "first");
    Objects.delete(CustomKinds.type(ns), "first", "-n", ns);
    CustomKinds.create(ns, ns, "second");
    Cluster.operator().kill();
    Kubectl admin = Cluster.installation().kubectl();
    admin.run("delete", "crd", CustomKinds.type(ns), "--wait=false");
    admin.run(
        "wait", "crd/" + CustomKinds.type(ns), "--for=condition=Terminating", "--timeout=30s");

    var _ = Cluster.operator();

    kubectl.run("wait", "crd/" + CustomKinds.type(ns), "--for=delete", "--timeout=60s");
    assertThat(Objects.record(ns, "second", ".status.state")).isEqualTo("DELETED");
  }
}
