package dev.softdelete.e2e.protect;

import static dev.softdelete.e2e.protect.Objects.RETAIN;
import static dev.softdelete.e2e.protect.Objects.finalizers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-server")
class SweepTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns = Objects.namespace();

  @AfterEach
  void uncover() {
    Policies.abandon(ns);
  }

  @Test
  void whatWasThereBeforeThePolicyIsProtectedOnceItIsReady() {
    for (int i = 0; i < 3; i++) {
      Objects.configMap(ns, "old" + i);
    }

    Policies.applyReady(ns, covers(ns));

    for (int i = 0; i < 3; i++) {
      assertThat(finalizers("cm", "old" + i, "-n", ns)).contains(RETAIN);
    }
    assertThat(Policies.status(ns, "counts.protectedObjects")).isEqualTo("3");
  }

  @Test
  void whatIsOutsideTheSelectorIsLeftAlone() {
    String other = Objects.namespace();
    Objects.configMap(other, "stranger");

    Policies.applyReady(ns, covers(ns));

    assertThat(finalizers("cm", "stranger", "-n", other)).isEmpty();
  }

  @Test
  void anObjectRelabelledIntoTheSelectorIsProtectedAtOnce() {
    Policies.applyReady(ns, covers(ns) + "  objectSelector: {matchLabels: {keep: me}}\n");
    Objects.configMap(ns, "late");
    assertThat(finalizers("cm", "late", "-n", ns)).isEmpty();

    kubectl.run("label", "cm", "late", "-n", ns, "keep=me");

    assertThat(finalizers("cm", "late", "-n", ns)).contains(RETAIN);
  }

  @Test
  void aNamespaceRelabelledIntoTheSelectorIsSwept() {
    String other = Objects.namespace();
    Objects.configMap(other, "waiting");
    Policies.applyReady(ns, covers(ns));

    kubectl.run("label", "ns", other, "test=" + ns, "--overwrite");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(finalizers("cm", "waiting", "-n", other)).contains(RETAIN));
  }

  private static String covers(String ns) {
    return """
      resources: [{apiGroups: [""], resources: [configmaps]}]
      excludeResources: []
      namespaceSelector: {matchExpressions: [{key: test, operator: In, values: [%s]}]}
    """
        .formatted(ns);
  }
}
