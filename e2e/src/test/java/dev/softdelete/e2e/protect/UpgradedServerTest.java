package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The webhook configurations that an operator wrote on an older server are removed once an operator
 * runs on this server.
 */
@Tag("delivery")
class UpgradedServerTest {
  private static final String LEFT =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: {name: %s, labels: {softdelete.dev/fallback: %s}}
      webhooks:
      - name: left.softdelete.dev
        clientConfig: {url: "https://127.0.0.1:1/"}
        rules: [{apiGroups: [example.com], apiVersions: ["*"], operations: [CREATE], resources: [lefts]}]
        failurePolicy: Ignore
        sideEffects: None
        admissionReviewVersions: [v1]
      """;

  private final String ns = Objects.namespace();
  private final Kubectl kubectl = Cluster.kubectl();

  @AfterEach
  void uncover() {
    Policies.abandon(ns);
  }

  @Test
  void admissionPoliciesTakeTheWebhooksPlace() {
    Policies.applyReady(
        ns,
        """
          resources: [{apiGroups: [""], resources: [configmaps]}]
          namespaceSelector: {matchLabels: {test: %s}}
        """
            .formatted(ns));
    assertThat(fallbacks()).isEmpty();
    Cluster.operator().kill();
    kubectl.apply(LEFT.formatted("soft-delete-fallback-" + ns, "policy"));
    kubectl.apply(LEFT.formatted("soft-delete-fallback", "requester"));

    var _ = Cluster.operator();

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(fallbacks()).isEmpty());
    assertThat(kubectl.run("get", "mutatingadmissionpolicies", "-o", "name"))
        .contains("softdelete-protect-" + ns);
  }

  private String fallbacks() {
    return kubectl.run(
        "get", "mutatingwebhookconfigurations", "-l", "softdelete.dev/fallback", "-o", "name");
  }
}
