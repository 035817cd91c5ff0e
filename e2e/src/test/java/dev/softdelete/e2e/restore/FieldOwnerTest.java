package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that applied an object before its deletion continues as if nothing had happened. */
class FieldOwnerTest {
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
  void aFieldDroppedFromAServerSideManifestGoes() {
    apply("flux", "{keep: a, drop: b}", "--server-side", "--field-manager=flux");
    Deletion.of(kubectl, "configmap", "flux", ns).restore();
    assertThat(data("flux")).isEqualTo("{\"drop\":\"b\",\"keep\":\"a\"}");

    apply("flux", "{keep: a}", "--server-side", "--field-manager=flux");

    assertThat(data("flux")).isEqualTo("{\"keep\":\"a\"}");
  }

  @Test
  void aFieldDroppedFromAClientSideManifestGoes() {
    apply("plain", "{keep: a, drop: b}");
    Deletion.of(kubectl, "configmap", "plain", ns).restore();

    apply("plain", "{keep: a}");

    assertThat(data("plain")).isEqualTo("{\"keep\":\"a\"}");
  }

  @Test
  void anotherManagersFieldIsStillItsOwn() {
    apply("shared", "{flux: a}", "--server-side", "--field-manager=flux");
    apply("shared", "{other: b}", "--server-side", "--field-manager=other");
    Deletion.of(kubectl, "configmap", "shared", ns).restore();

    Kubectl.Result taking =
        callApply("shared", "{flux: changed}", "--server-side", "--field-manager=other");

    assertThat(taking.ok()).isFalse();
    assertThat(taking.err()).contains("conflict", "flux");
  }

  @Test
  void nothingOfTheRestoreStaysBehind() {
    apply("clean", "{k: v}", "--server-side", "--field-manager=flux");
    Deletion.of(kubectl, "configmap", "clean", ns).restore();

    assertThat(Live.get(kubectl, "configmap", "clean", ns).toString())
        .doesNotContain("restoring")
        .doesNotContain("soft-delete-restore");
  }

  private static void apply(String name, String data, String... flags) {
    assertThat(callApply(name, data, flags).err()).isEmpty();
  }

  private static Kubectl.Result callApply(String name, String data, String... flags) {
    String manifest =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: %s}
        data: %s
        """
            .formatted(name, ns, data);
    String[] args = new String[flags.length + 3];
    args[0] = "apply";
    args[1] = "-f";
    args[2] = "-";
    System.arraycopy(flags, 0, args, 3, flags.length);
    return kubectl.inputCall(manifest, args);
  }

  private static String data(String name) {
    return kubectl.run("get", "configmap", name, "-n", ns, "-o", "jsonpath={.data}");
  }
}
