package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main use of the product, from the create to the restore. */
@OlderServer
class RoundTripTest {
  private static final String SAME = "{.data}{.metadata.labels}{.metadata.annotations}";
  private final Kubectl kubectl = Cluster.kubectl();
  private String manifest;
  private String ns;

  @BeforeEach
  void createOne() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              onRecreate: Reject
            """);
    manifest =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: %s, labels: {app: web}, annotations: {a/b: c}}
        data: {k: v}
        """
            .formatted(ns);
    kubectl.apply(manifest);
  }

  @Test
  void whatIsDeletedIsGoneRecordedAndComesBackEqualStampedWithWhoAsked() {
    String before = kubectl.run("get", "configmap", "web", "-n", ns, "-o", "jsonpath=" + SAME);

    kubectl.run("delete", "configmap", "web", "-n", ns, "--timeout=60s");

    assertThat(kubectl.call("get", "configmap", "web", "-n", ns).err()).contains("NotFound");
    assertThat(Live.record(ns, "web", ".status.state")).isEqualTo("DELETED");
    kubectl.run("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=60s");
    assertThat(kubectl.run("get", "configmap", "web", "-n", ns, "-o", "jsonpath=" + SAME))
        .isEqualTo(before);
    assertThat(Live.finalizers("configmap", "web", ns)).contains(Live.RETAIN);
    assertThat(Live.record(ns, "web", ".spec.restoreRequestedBy.username")).isEqualTo("admin");
  }

  @Test
  void aCreateOverTheDeletedNameIsRefusedWithTheWayOut() {
    kubectl.run("delete", "configmap", "web", "-n", ns, "--timeout=60s");

    Kubectl.Result result = kubectl.inputCall(manifest, "create", "-f", "-");

    assertThat(result.ok()).isFalse();
    assertThat(result.err())
        .contains("(AlreadyExists)", "Restore it with: kubectl annotate deletedresource");
  }
}
