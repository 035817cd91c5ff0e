package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new namespace with the name of a deleted one may belong to anybody, and inherits nothing. */
@Tag("soak")
class StrangersNamespaceTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
            onRecreate: Reject
          """);
  private DeletedNamespace gone;

  @BeforeEach
  void somebodyTakesTheName() {
    kubectl.run("create", "configmap", "settings", "-n", ns, "--from-literal=whose=ours");
    gone = DeletedNamespace.delete(ns);
    kubectl.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: %1$s
          labels: {test: %1$s}
          annotations: {softdelete.dev/on-recreate: Allow}
        """
            .formatted(ns));
  }

  @Test
  void noRecordIsMovedIntoIt() {
    assertThat(kubectl.run("get", "deleted", "-n", ns, "-o", "name")).isEmpty();
    assertThat(gone.members("DELETED")).containsExactly("ConfigMap/settings");
  }

  @Test
  void theNamesInItAreFree() {
    kubectl.run("create", "configmap", "settings", "-n", ns, "--from-literal=whose=theirs");

    assertThat(whose()).isEqualTo("theirs");
  }

  @Test
  void theDeletedOneComesBackOnlyWhenItIsGone() {
    gone.ask();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(gone.restored("reason")).isEqualTo("NameConflict"));
    assertThat(gone.members("DELETED")).containsExactly("ConfigMap/settings");

    DeletedNamespace theirs = DeletedNamespace.delete(ns);

    gone.awaitRestored();
    assertThat(whose()).isEqualTo("ours");
    assertThat(theirs.members("DELETED")).isEmpty();
  }

  private String whose() {
    return kubectl.run("get", "configmap", "settings", "-n", ns, "-o", "jsonpath={.data.whose}");
  }
}
