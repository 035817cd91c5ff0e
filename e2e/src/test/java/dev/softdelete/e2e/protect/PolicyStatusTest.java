package dev.softdelete.e2e.protect;

import static dev.softdelete.e2e.protect.Objects.RETAIN;
import static dev.softdelete.e2e.protect.Objects.finalizers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyStatusTest {
  private final String ns = Objects.namespace();

  @AfterEach
  void uncover() {
    Policies.abandon(ns);
    CustomKinds.remove(ns);
  }

  @Test
  void saysWhatIsCoveredAndHowMuchOfIt() {
    Objects.configMap(ns, "one");

    Policies.applyReady(ns, covers("''", "configmaps, secrets"));

    assertThat(Policies.status(ns, "observedGeneration")).isEqualTo("1");
    assertThat(Policies.ready(ns, "reason")).isEqualTo("InForce");
    assertThat(Policies.ready(ns, "message")).contains("Deletes of 2 kind(s) are reversible");
    assertThat(Policies.status(ns, "protectedResources")).isEqualTo("[\"configmaps\",\"secrets\"]");
    assertThat(Policies.status(ns, "counts.protectedObjects")).isEqualTo("1");
    assertThat(Policies.status(ns, "counts.stuck")).isEqualTo("0");
    assertThat(Cluster.kubectl().run("get", "sdp", ns))
        .contains("READY", "REASON", "InForce", "48h");
  }

  @Test
  void aKindThatDoesNotExistIsReportedAndCoveredOnceItDoes() {
    Policies.apply(ns, covers(ns + ".example.com", "gadgets"));
    Policies.awaitObserved(ns);
    assertThat(Policies.ready(ns, "status")).isEqualTo("False");
    assertThat(Policies.ready(ns, "reason")).isEqualTo("NothingCovered");
    assertThat(Policies.ready(ns, "message")).contains("Not served", CustomKinds.type(ns));

    CustomKinds.define(ns);

    Policies.await(ns, "Ready", "60s");
    CustomKinds.create(ns, ns, "new");
    assertThat(finalizers(CustomKinds.type(ns), "new", "-n", ns)).contains(RETAIN);
  }

  @Test
  void aKindAmongOthersThatDoesNotExistIsMentioned() {
    Policies.applyReady(ns, covers("'', apps", "configmaps, gadgets"));

    assertThat(Policies.ready(ns, "message"))
        .contains("Deletes of 1 kind(s)", "Not served by this cluster", "gadgets.apps");
  }

  @Test
  void aKindThatNoPolicyMayCoverIsMentioned() {
    Policies.apply(ns, covers("softdelete.dev, coordination.k8s.io", "deletedresources, leases"));
    Policies.awaitObserved(ns);

    assertThat(Policies.ready(ns, "reason")).isEqualTo("NothingCovered");
    assertThat(Policies.ready(ns, "message"))
        .contains(
            "Never covered by any policy",
            "deletedresources.softdelete.dev",
            "leases.coordination.k8s.io");
  }

  private String covers(String groups, String resources) {
    return """
      resources: [{apiGroups: [%s], resources: [%s]}]
      namespaceSelector: {matchLabels: {test: %s}}
    """
        .formatted(groups, resources, ns);
  }
}
