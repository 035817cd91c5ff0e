package dev.softdelete.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import org.junit.jupiter.api.Test;

/**
 * Tests policies with the longest possible names, and policies that list users with unusual names.
 */
class PoliciesTest {
  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void theLongestNameIsAsGoodAsAny() {
    String policy = "p".repeat(232);
    kubectl.run("create", "namespace", "longest");
    kubectl.run("label", "namespace", "longest", "test=longest");
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %s}
        spec:
          namespaceSelector: {matchLabels: {test: longest}}
          resources: [{apiGroups: [""], resources: [configmaps]}]
          onRecreate: Reject
        """
            .formatted(policy));

    kubectl.run("wait", "sdp/" + policy, "--for=condition=Ready", "--timeout=60s");

    String name = "n".repeat(253);
    kubectl.run("create", "configmap", name, "-n", "longest");
    Deletion deletion = Deletion.of(kubectl, "configmap", name, "longest");
    assertThat(deletion.json().at("/spec/policy").asText()).isEqualTo(policy);
    assertThat(kubectl.call("create", "configmap", name, "-n", "longest").err())
        .contains("already exists in namespace", deletion.record());
    deletion.restore();
    kubectl.run("delete", "sdp", policy, "--timeout=60s");
    kubectl.run("delete", "configmap", name, "-n", "longest", "--timeout=60s");
  }

  @Test
  void peopleAreNamedAsTheyAre() {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    ObjectNode patch = Hostile.object("softdelete.dev/v1", "SoftDeletePolicy", null, ns);
    patch.withObject("/spec").put("onRecreate", "Reject");
    for (String field : new String[] {"exemptRequesters", "ignoreDeletesBy"}) {
      ObjectNode people = patch.withObject("/spec/" + field);
      Hostile.TEXTS.stream()
          .filter(t -> t.length() < 1000)
          .forEach(people.withArray("/users")::add);
      Hostile.TEXTS.stream()
          .filter(t -> t.length() < 1000)
          .forEach(people.withArray("/groups")::add);
    }
    kubectl.run("patch", "sdp", ns, "--type=merge", "-p", Hostile.text(patch));
    kubectl.run("wait", "sdp/" + ns, "--for=condition=Ready", "--timeout=60s");
    kubectl.run("create", "configmap", "web", "-n", ns);

    Deletion deletion = Deletion.of(kubectl, "configmap", "web", ns);

    assertThat(kubectl.call("create", "configmap", "web", "-n", ns).err())
        .contains("already exists in namespace", deletion.record());
    Kubectl exempt = Cluster.installation().kubectlAs(Hostile.TEXTS.getFirst(), "system:masters");
    assertThat(exempt.call("create", "configmap", "web", "-n", ns).ok()).isTrue();
  }
}
