package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A restore is not a way to escape a policy: a delete of the restored object is a soft delete
 * again.
 */
class StaysCoveredTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              priority: 1000
              resources: [{apiGroups: [""], resources: [configmaps]}]
              objectSelector: {matchLabels: {keep: me}}
              matchConditions:
              - {name: not-scratch, expression: "!object.metadata.name.startsWith('scratch-')"}
            """);
    kubectl.run("create", "namespace", ns + "-bare");
  }

  @Test
  void underANameThatThePolicyLeavesOut() {
    deleted("renamed").restore("softdelete.dev/restore-as=scratch-1");

    isDeletedSoftly("scratch-1", ns);
  }

  @Test
  void withoutTheLabelThatThePolicySelects() {
    create("unlabelled");
    kubectl.run("label", "configmap", "unlabelled", "-n", ns, "keep-");
    Deletion.of(kubectl, "configmap", "unlabelled", ns).restore();

    isDeletedSoftly("unlabelled", ns);
  }

  @Test
  void inANamespaceThatNoPolicyCovers() {
    deleted("moved").restore("softdelete.dev/restore-namespace=" + ns + "-bare");

    isDeletedSoftly("moved", ns + "-bare");
  }

  @Test
  void notWhereNothingIsEverCovered() {
    deleted("system").restore("softdelete.dev/restore-namespace=kube-public");

    assertThat(Live.get(kubectl, "configmap", "system", "kube-public").at("/metadata/finalizers"))
        .isEmpty();
    kubectl.run("delete", "configmap", "system", "-n", "kube-public", "--timeout=30s");
  }

  private static void isDeletedSoftly(String name, String namespace) {
    Deletion.of(kubectl, "configmap", name, namespace).restore();

    assertThat(Live.get(kubectl, "configmap", name, namespace).at("/data/k").asText())
        .isEqualTo("v");
  }

  private static Deletion deleted(String name) {
    create(name);
    return Deletion.of(kubectl, "configmap", name, ns);
  }

  private static void create(String name) {
    kubectl.run("create", "configmap", name, "-n", ns, "--from-literal=k=v");
    kubectl.run("label", "configmap", name, "-n", ns, "keep=me");
  }
}
