package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * If the operator runs outside the cluster and without WEBHOOK_URL, the chart's Service has no
 * endpoint.
 */
@Tag("delivery")
class ServiceWithoutEndpointTest {
  private static final String CONFIGURATIONS =
      "mutatingwebhookconfigurations,validatingwebhookconfigurations";

  private final Kubectl kubectl = Cluster.installation().kubectl();
  private String ns;

  @BeforeEach
  void begin() {
    Cluster.operateWith(
        new OperatorProcess(
                Cluster.installation().operatorKubeconfig(),
                Path.of("target", "operator-unreached.log"))
            .reachedByTheService());
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
  }

  @AfterEach
  void end() {
    kubectl.run("delete", "endpointslice", "of-a-pod", "-n", Installation.NAMESPACE);
    Cluster.handBack();
  }

  @Test
  void theApiServerIsNotToldToAskUntilSomebodyDoes() {
    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () -> assertThat(kubectl.run("get", CONFIGURATIONS, "-o", "name")).isEmpty());
    kubectl.run("create", "configmap", "web", "-n", ns, "--request-timeout=5s");
    kubectl.run("delete", "configmap", "web", "-n", ns, "--timeout=5s");

    kubectl.apply(
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: of-a-pod
          namespace: soft-delete-system
          labels: {kubernetes.io/service-name: soft-delete-operator}
        addressType: IPv4
        endpoints: [{addresses: [10.1.2.3], conditions: {ready: true}}]
        ports: [{name: webhook, port: 9443}]
        """);

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", CONFIGURATIONS, "-o", "name"))
                    .contains("soft-delete"));
  }
}
