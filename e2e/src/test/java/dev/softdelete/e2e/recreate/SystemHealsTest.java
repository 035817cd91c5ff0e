package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A create by which the cluster itself replaces an object is never refused. */
class SystemHealsTest {
  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void theApiServersOwnServiceComesBackUnderAPolicyForEverything() {
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: system-heals}
        spec:
          resources: [{apiGroups: ["*"], resources: ["*"]}]
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}
          onRecreate: Reject
        """);
    kubectl.run("wait", "sdp/system-heals", "--for=condition=Ready", "--timeout=120s");
    String uid = uid();

    kubectl.run("delete", "service", "kubernetes", "-n", "default");

    await("the Service is there again")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> !uid().isEmpty() && !uid().equals(uid));
    assertThat(kubectl.run("get", "deleted", "-n", "default")).doesNotContain("Service");
  }

  private String uid() {
    return kubectl
        .call("get", "service", "kubernetes", "-n", "default", "-o", "jsonpath={.metadata.uid}")
        .out();
  }
}
