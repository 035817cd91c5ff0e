package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A record is restored once. After that, it is only history. */
class RestoreOnceTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
  }

  @Test
  void theRecordSaysWhatBecameOfIt() {
    Deletion deletion = deleted("told").restore();

    assertThat(deletion.state()).isEqualTo("RESTORED");
    assertThat(deletion.condition("Deleted").path("status").asText()).isEqualTo("False");
    assertThat(deletion.json().at("/status/restoredAs/uid").asText()).isEqualTo(uid("told"));
    assertThat(deletion.events()).contains("Restored: ", "told", "admin");
    assertThat(kubectl.run("get", "deleted", deletion.record(), "-n", ns)).contains("RESTORED");
  }

  @Test
  void askingTwiceChangesNothing() {
    Deletion deletion = deleted("twice").ask().ask().awaitRestored();
    String uid = uid("twice");

    deletion.ask("again=true").awaitRestored();

    assertThat(uid("twice")).isEqualTo(uid);
  }

  @Test
  void aRestoredRecordDoesNotBringItBackAgain() {
    Deletion first = deleted("again").restore();
    Deletion second = Deletion.of(kubectl, "configmap", "again", ns);

    first.ask("softdelete.dev/restore=yes").ask();
    second.restore();

    assertThat(first.json().at("/status/restoredAs/uid").asText()).isNotEqualTo(uid("again"));
    assertThat(second.json().at("/status/restoredAs/uid").asText()).isEqualTo(uid("again"));
  }

  @Test
  void deletingTheRestoredRecordLeavesTheObjectAlone() {
    Deletion deletion = deleted("kept").restore();
    String uid = uid("kept");

    kubectl.run("delete", "deleted", deletion.record(), "-n", ns, "--timeout=60s");

    assertThat(uid("kept")).isEqualTo(uid);
    assertThat(Live.get(kubectl, "configmap", "kept", ns).at("/metadata/finalizers/0").asText())
        .isEqualTo("softdelete.dev/retain");
  }

  @Test
  void whatIsRestoredCanBeDeletedAndRestoredAgain() {
    deleted("loop").restore();

    Deletion.of(kubectl, "configmap", "loop", ns).restore();

    assertThat(kubectl.run("get", "cm", "loop", "-n", ns, "-o", "jsonpath={.data.k}"))
        .isEqualTo("original");
  }

  private static Deletion deleted(String name) {
    kubectl.run("create", "configmap", name, "-n", ns, "--from-literal=k=original");
    return Deletion.of(kubectl, "configmap", name, ns);
  }

  private static String uid(String name) {
    return Live.get(kubectl, "configmap", name, ns).at("/metadata/uid").asText();
  }
}
