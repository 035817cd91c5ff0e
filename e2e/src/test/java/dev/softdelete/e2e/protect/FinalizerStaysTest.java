package dev.softdelete.e2e.protect;

import static dev.softdelete.e2e.protect.Objects.RETAIN;
import static dev.softdelete.e2e.protect.Objects.finalizers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-server")
class FinalizerStaysTest {
  private static final Kubectl kubectl = Cluster.kubectl();
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources:
              - {apiGroups: [""], resources: [configmaps, namespaces]}
              - {apiGroups: [apps], resources: [deployments]}
            """);
  }

  @AfterAll
  static void uncover() {
    Policies.abandon(ns);
  }

  @Test
  void aCreateBearsIt() {
    Objects.configMap(ns, "created");

    assertThat(finalizers("cm", "created", "-n", ns)).contains(RETAIN);
  }

  @Test
  void aPutDoesNotTakeItOff() {
    Objects.configMap(ns, "put");

    kubectl.input(
        """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "put", "namespace": "%s"}, "data": {"k": "new"}}
        """
            .formatted(ns),
        "replace",
        "-f",
        "-");

    assertThat(finalizers("cm", "put", "-n", ns)).contains(RETAIN);
    assertThat(Objects.get("{.data.k}", "cm", "put", "-n", ns)).isEqualTo("new");
  }

  @Test
  void aMergePatchDoesNotTakeItOff() {
    Objects.configMap(ns, "merge");

    kubectl.run("patch", "cm", "merge", "-n", ns, "--type=merge", "-p", NO_FINALIZERS);

    assertThat(finalizers("cm", "merge", "-n", ns)).contains(RETAIN);
  }

  @Test
  void aJsonPatchDoesNotTakeItOff() {
    Objects.configMap(ns, "json");

    kubectl.run(
        "patch",
        "cm",
        "json",
        "-n",
        ns,
        "--type=json",
        "-p",
        "[{\"op\": \"remove\", \"path\": \"/metadata/finalizers\"}]");

    assertThat(finalizers("cm", "json", "-n", ns)).contains(RETAIN);
  }

  @Test
  void anApplyThatListsFinalizersOfItsOwnKeepsBoth() {
    String manifest =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: applied, namespace: %s, finalizers: [example.com/mine]}
        """
            .formatted(ns);
    kubectl.input(manifest, "apply", "--server-side", "-f", "-");
    assertThat(finalizers("cm", "applied", "-n", ns)).contains(RETAIN, "example.com/mine");

    kubectl.input(
        manifest.replace("example.com/mine", "example.com/other"),
        "apply",
        "--server-side",
        "-f",
        "-");

    assertThat(finalizers("cm", "applied", "-n", ns))
        .contains(RETAIN, "example.com/other")
        .doesNotContain("mine");
  }

  @Test
  void aPatchOfTheStatusDoesNotTakeItOff() {
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=none", "--replicas=0");

    kubectl.run(
        "patch",
        "deployment",
        "web",
        "-n",
        ns,
        "--subresource=status",
        "--type=merge",
        "-p",
        NO_FINALIZERS);

    assertThat(finalizers("deployment", "web", "-n", ns)).contains(RETAIN);
  }

  @Test
  void finalizingANamespaceDoesNotTakeItOff() {
    assertThat(finalizers("ns", ns)).contains(RETAIN);
    kubectl.input(
        """
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s", "labels": {"test": "%s"}},
         "spec": {"finalizers": ["kubernetes"]}}
        """
            .formatted(ns, ns),
        "replace",
        "--raw",
        "/api/v1/namespaces/" + ns + "/finalize",
        "-f",
        "-");

    assertThat(finalizers("ns", ns)).contains(RETAIN);
  }

  private static final String NO_FINALIZERS = "{\"metadata\": {\"finalizers\": null}}";
}
