package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kubectl undelete show} and {@code kubectl undelete diff}. */
class UndeleteShowTest {
  private static String ns;
  private static Plugin editor;

  @BeforeAll
  static void deleteSome() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps, secrets]}]
            """);
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("create", "configmap", "prices", "-n", ns, "--from-literal=tea=3");
    kubectl.run("create", "secret", "generic", "password", "-n", ns, "--from-literal=p=hidden");
    kubectl.run("delete", "configmap", "prices", "-n", ns, "--timeout=30s");
    kubectl.run("delete", "secret", "password", "-n", ns, "--timeout=30s");
    editor = Plugin.ofUserWith("edit", ns);
  }

  @Test
  void theManifestIsNeat() {
    assertThat(editor.run("show", "configmap/prices", "-n", ns))
        .isEqualTo(
            """
            apiVersion: v1
            data:
              tea: "3"
            kind: ConfigMap
            metadata:
              name: prices
              namespace: %s
            """
                .formatted(ns));
  }

  @Test
  void rawJsonIsWhatWasStoredByteForByte() throws NoSuchAlgorithmException {
    String raw = editor.run("show", "configmap/prices", "-n", ns, "--raw", "-o", "json");

    byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo(
            Cluster.kubectl()
                .run(
                    "get",
                    "deleted",
                    "-n",
                    ns,
                    "-l",
                    "softdelete.dev/name=prices",
                    "-o",
                    "jsonpath={.items[0].spec.snapshot.sha256}"));
  }

  @Test
  void theValuesOfASecretAreShownOnlyOnRequest() {
    Kubectl.Result masked = editor.call("show", "secret/password", "-n", ns);

    assertThat(masked.out()).contains("p: '***'").doesNotContain("aGlkZGVu");
    assertThat(masked.err()).contains("--show-secrets");
    assertThat(editor.run("show", "secret/password", "-n", ns, "--show-secrets"))
        .contains("p: aGlkZGVu");
  }

  @Test
  void whoeverMayNotGetSecretsSeesNone() {
    Plugin viewer = Plugin.ofUserWith("view", ns);

    Kubectl.Result result = viewer.call("show", "secret/password", "-n", ns, "--show-secrets");

    assertThat(result.exit()).as(result.err()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(viewer.run("show", "configmap/prices", "-n", ns)).contains("tea: \"3\"");
  }

  @Test
  void whoeverMayNothingIsToldWhichRightIsMissing() {
    Kubectl.Result result = Plugin.ofNobody().call("show", "configmap/prices", "-n", ns);

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("soft-delete-viewer");
  }

  @Test
  void theDifferenceFromWhatLivesIsShownWithTheExitCodesOfDiff() {
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("create", "configmap", "rates", "-n", ns, "--from-literal=tea=3");
    kubectl.run("delete", "configmap", "rates", "-n", ns, "--timeout=30s");
    Kubectl.Result missing = editor.call("diff", "configmap/rates", "-n", ns);
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("ConfigMap " + ns + "/rates does not exist now.");
    String manifest = editor.run("show", "configmap/rates", "-n", ns);
    assertThat(editor.input(manifest, "diff", "configmap/rates", "-n", ns, "-f", "-").exit())
        .isZero();
    kubectl.run("create", "configmap", "rates", "-n", ns, "--from-literal=tea=4");

    Kubectl.Result differs = editor.call("diff", "configmap/rates", "-n", ns);

    assertThat(differs.exit()).isEqualTo(1);
    assertThat(differs.out()).contains("-  tea: \"4\"\n+  tea: \"3\"\n");
  }
}
