package dev.softdelete.e2e.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import dev.softdelete.e2e.restore.NewKind;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Restores over owners with dependents, and over objects of the cluster. */
@Tag("delivery")
class OverKindsTest {
  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void theReplicaSetsOfWhatLivesGoWithIt() {
    String ns = covered("{apiGroups: [apps], resources: [deployments]}");
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=old");
    Deletion old = Deletion.of(kubectl, "deployment", "web", ns);
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=new");
    eventually(() -> assertThat(images(ns)).isEqualTo("new"));
    String uid = uid("deployment", "web", ns);

    old.restore(Remade.OVER);

    assertThat(
            kubectl.run(
                "get",
                "deployment",
                "web",
                "-n",
                ns,
                "-o",
                "jsonpath={.spec.template.spec.containers[0].image}"))
        .isEqualTo("old");
    eventually(() -> assertThat(images(ns)).isEqualTo("old"));
    assertThat(Deletion.recorded(kubectl, uid).json().at("/spec/deletedBy/username").asText())
        .isEqualTo("admin");
  }

  @Test
  void theChildrenOfACustomResourceComeBackOverThoseOfWhatLives() {
    NewKind.ofAnyContent(kubectl, "shelves.over.example.com", "Shelf");
    String ns =
        covered(
            "{apiGroups: [over.example.com], resources: [shelves]}",
            "{apiGroups: [\"\"], resources: [configmaps]}");
    NewKind.awaitCovered(kubectl, "over.example.com/v1", "Shelf", ns);
    shelf(ns, "old");
    String oldChild = uid("configmap", "book", ns);
    Deletion old = Deletion.of(kubectl, "shelf", "top", ns);
    kubectl.run("wait", "configmap/book", "-n", ns, "--for=delete", "--timeout=60s");
    shelf(ns, "new");
    String parent = uid("shelf", "top", ns);
    String child = uid("configmap", "book", ns);

    assertThat(preview(old))
        .contains("With it would come 1 object(s): 1 ConfigMap.")
        .doesNotContain("Not:");
    old.restore(Remade.OVER);

    assertThat(kubectl.run("get", "shelf", "top", "-n", ns, "-o", "jsonpath={.spec.of}"))
        .isEqualTo("old");
    assertThat(kubectl.run("get", "configmap", "book", "-n", ns, "-o", "jsonpath={.data.of}"))
        .isEqualTo("old");
    assertThat(
            kubectl.run(
                "get",
                "configmap",
                "book",
                "-n",
                ns,
                "-o",
                "jsonpath={.metadata.ownerReferences[0].uid}"))
        .isEqualTo(uid("shelf", "top", ns));
    Deletion.recorded(kubectl, oldChild).awaitRestored();
    Deletion replaced = Deletion.recorded(kubectl, child);
    assertThat(replaced.json().at("/spec/deletionGroup").asText()).isEqualTo(parent);
    assertThat(replaced.json().at("/spec/deletedBy/username").asText()).isEqualTo("admin");
  }

  @Test
  void whatBelongsToNoNamespaceIsReplaced() {
    String name = "over-" + ProcessHandle.current().pid();
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %1$s}
        spec:
          resources: [{apiGroups: [scheduling.k8s.io], resources: [priorityclasses]}]
          objectSelector: {matchLabels: {test: %1$s}}
          onRecreate: Allow
        """
            .formatted(name));
    kubectl.run("wait", "sdp/" + name, "--for=condition=Ready", "--timeout=60s");
    priorityClass(name, 7);
    Deletion old = Deletion.of(kubectl, "priorityclass", name, Installation.NAMESPACE);
    priorityClass(name, 8);
    String uid = kubectl.run("get", "priorityclass", name, "-o", "jsonpath={.metadata.uid}");

    old.restore(Remade.OVER);

    assertThat(kubectl.run("get", "priorityclass", name, "-o", "jsonpath={.value}")).isEqualTo("7");
    assertThat(Deletion.recorded(kubectl, uid).json().at("/spec/deletedBy/username").asText())
        .isEqualTo("admin");
    kubectl.run("delete", "priorityclass", name);
    kubectl.run("delete", "sdp", name);
  }

  @Test
  void aNamespaceIsNotReplaced() {
    String name = "over-ns-" + ProcessHandle.current().pid();
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %1$s}
        spec:
          resources: [{apiGroups: [""], resources: [namespaces]}]
          objectSelector: {matchLabels: {test: %1$s}}
          onRecreate: Allow
        """
            .formatted(name));
    kubectl.run("wait", "sdp/" + name, "--for=condition=Ready", "--timeout=60s");
    kubectl.apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: %1$s, labels: {test: %1$s}}}"
            .formatted(name));
    String uid = kubectl.run("get", "namespace", name, "-o", "jsonpath={.metadata.uid}");
    kubectl.run("delete", "namespace", name, "--timeout=120s");
    Deletion old = Deletion.recorded(kubectl, uid);

    Kubectl.Result asked =
        kubectl.call(
            "annotate",
            "deleted",
            old.record(),
            "-n",
            old.namespace(),
            "softdelete.dev/restore=true",
            Remade.OVER);

    assertThat(asked.err())
        .contains("a Namespace is not restored over another one", "kubectl delete namespaces ");
    kubectl.run("delete", "sdp", name);
  }

  @Test
  void whatAPolicyHoldsIsArchived() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              mode: Hold
            """);
    kubectl.run("create", "configmap", "held", "-n", ns, "--from-literal=k=other");
    kubectl.run("create", "configmap", "first", "-n", ns, "--from-literal=k=old");
    String uid = uid("configmap", "first", ns);
    kubectl.run("delete", "configmap", "first", "-n", ns, "--wait=false");
    eventually(() -> Deletion.recorded(kubectl, uid));
    Deletion first = Deletion.recorded(kubectl, uid);
    String live = uid("configmap", "held", ns);

    first.restore("softdelete.dev/restore-as=held", Remade.OVER);

    Remade held = new Remade(kubectl, ns, "held", first, live);
    held.assertReplacedBy("admin");
  }

  private String preview(Deletion deletion) {
    kubectl.run(
        "annotate",
        "deleted",
        deletion.record(),
        "-n",
        deletion.namespace(),
        "softdelete.dev/restore=dry-run",
        Remade.OVER);
    eventually(
        () ->
            assertThat(deletion.condition("RestorePossible").path("reason").asText())
                .isEqualTo("Possible"));
    return deletion.condition("RestorePossible").path("message").asText();
  }

  private void shelf(String ns, String of) {
    kubectl.apply(
        """
        apiVersion: over.example.com/v1
        kind: Shelf
        metadata: {name: top, namespace: %s}
        spec: {of: %s}
        """
            .formatted(ns, of));
    kubectl.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: book
          namespace: %s
          ownerReferences: [{apiVersion: over.example.com/v1, kind: Shelf, name: top, uid: %s}]
        data: {of: %s}
        """
            .formatted(ns, uid("shelf", "top", ns), of));
  }

  private void priorityClass(String name, int value) {
    kubectl.apply(
        """
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: %1$s, labels: {test: %1$s}}
        value: %2$d
        """
            .formatted(name, value));
  }

  private String images(String ns) {
    return kubectl.run(
        "get",
        "replicasets",
        "-n",
        ns,
        "-o",
        "jsonpath={.items[*].spec.template.spec.containers[0].image}");
  }

  private String uid(String kind, String name, String ns) {
    return kubectl.run("get", kind, name, "-n", ns, "-o", "jsonpath={.metadata.uid}");
  }

  private static String covered(String... rules) {
    return Cluster.coveredNamespace("  resources: [" + String.join(", ", rules) + "]\n");
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(holds);
  }
}
