package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A restore under another name or into another namespace. */
class RestoreElsewhereTest {
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
  void underAnotherNameBesideItsSuccessor() {
    Deletion deletion = deleted("web");
    kubectl.run("create", "configmap", "web", "-n", ns, "--from-literal=k=successor");

    deletion.restore("softdelete.dev/restore-as=web-old");

    assertThat(value("web-old", ns)).isEqualTo("original");
    assertThat(value("web", ns)).isEqualTo("successor");
    assertThat(deletion.json().at("/status/restoredAs/name").asText()).isEqualTo("web-old");
  }

  @Test
  void inAnotherNamespace() {
    String other = ns + "-elsewhere";
    kubectl.run("create", "namespace", other);
    Deletion deletion = deleted("moved");

    deletion.restore("softdelete.dev/restore-namespace=" + other);

    assertThat(value("moved", other)).isEqualTo("original");
    assertThat(kubectl.call("get", "configmap", "moved", "-n", ns).ok()).isFalse();
    assertThat(deletion.json().at("/status/restoredAs/namespace").asText()).isEqualTo(other);
  }

  @Test
  void anotherNameResolvesANameConflict() {
    Deletion deletion = deleted("taken");
    kubectl.run("create", "configmap", "taken", "-n", ns);
    deletion.ask().awaitRefusal("NameConflict");

    deletion.restore("softdelete.dev/restore-as=taken-2");

    assertThat(value("taken-2", ns)).isEqualTo("original");
  }

  @Test
  void anImpossibleNameIsInvalid() {
    Deletion deletion = deleted("fine");

    deletion.ask("softdelete.dev/restore-as=Not_A_Name").awaitRefusal("Invalid");

    assertThat(deletion.message()).contains("Not_A_Name", "softdelete.dev/restore");
    deletion.restore("softdelete.dev/restore-as=a-name");
    assertThat(value("a-name", ns)).isEqualTo("original");
  }

  @Test
  void aMissingNamespaceIsWaitedFor() {
    String missing = ns + "-missing";
    Deletion deletion = deleted("patient");

    deletion.ask("softdelete.dev/restore-namespace=" + missing).awaitRefusal("NamespaceMissing");

    assertThat(deletion.message()).contains(missing, "create it", "restore-namespace");
    kubectl.run("create", "namespace", missing);
    deletion.awaitRestored();
    assertThat(value("patient", missing)).isEqualTo("original");
  }

  private static Deletion deleted(String name) {
    kubectl.run("create", "configmap", name, "-n", ns, "--from-literal=k=original");
    return Deletion.of(kubectl, "configmap", name, ns);
  }

  private static String value(String name, String namespace) {
    return kubectl.run("get", "configmap", name, "-n", namespace, "-o", "jsonpath={.data.k}");
  }
}
