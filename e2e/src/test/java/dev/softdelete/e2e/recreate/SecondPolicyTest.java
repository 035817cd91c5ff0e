package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two policies cover the kind, so the API server asks about each create twice. The second time, the
 * manifest is the answer to the first.
 */
class SecondPolicyTest {
  private static Recreation both;

  @BeforeAll
  static void cover() {
    Kubectl kubectl = Cluster.kubectl();
    both =
        new Recreation(
            Cluster.coveredNamespace(
                """
                  resources: [{apiGroups: [""], resources: [configmaps]}]
                  onRecreate: Reject
                """),
            kubectl);
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %1$s-second}
        spec:
          resources: [{apiGroups: [""], resources: [configmaps]}]
          namespaceSelector: {matchLabels: {test: %1$s}}
          priority: -1
          onRecreate: Reject
        """
            .formatted(both.ns()));
    kubectl.run("wait", "sdp", both.ns() + "-second", "--for=condition=Ready", "--timeout=60s");
  }

  @AfterAll
  static void uncover() {
    both.kubectl().run("delete", "sdp", both.ns() + "-second", both.ns());
  }

  @Test
  void theObjectIsRestored() {
    deleted("once");

    both.runWith(
        List.of("create"), both.configMap("once", "{}", "softdelete.dev/restore: \"true\""));

    both.awaitRestored("once");
    assertThat(both.data("once")).contains("old");
  }

  @Test
  void aDryRunShowsTheRestoredObject() {
    deleted("shown");

    Kubectl.Result shown =
        both.runWith(
            List.of("create", "--dry-run=server", "-o", "yaml"),
            both.configMap("shown", "{}", "softdelete.dev/restore: \"true\""));

    assertThat(shown.out()).contains("old");
  }

  private static void deleted(String name) {
    both.runWith(List.of("create"), both.configMap(name, "{git: old}"));
    both.delete("configmap", name);
  }
}
