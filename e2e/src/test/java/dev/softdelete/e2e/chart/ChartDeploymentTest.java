package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import org.junit.jupiter.api.Test;

class ChartDeploymentTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @Test
  void twoReplicasAndAnUpdateThatNeverHasFewer() {
    JsonNode spec = deployment().path("spec");

    assertThat(spec.path("replicas").asInt()).isEqualTo(2);
    assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt()).isZero();
    assertThat(spec.at("/template/spec/serviceAccountName").asText())
        .isEqualTo("soft-delete-operator");
    assertThat(spec.at("/template/spec/topologySpreadConstraints")).hasSize(2);
  }

  @Test
  void probesAskWhatTheOperatorServes() {
    JsonNode container = container();

    assertThat(container.at("/startupProbe/httpGet"))
        .isEqualTo(RenderedChart.one("{path: /healthz, port: http}"));
    assertThat(container.at("/livenessProbe/httpGet"))
        .isEqualTo(RenderedChart.one("{path: /healthz, port: http}"));
    assertThat(container.at("/readinessProbe/httpGet"))
        .isEqualTo(RenderedChart.one("{path: /readyz, port: http}"));
    assertThat(container.path("ports"))
        .isEqualTo(
            RenderedChart.one(
                """
                - {name: http, containerPort: 8080}
                - {name: webhook, containerPort: 9443}
                """));
  }

  /**
   * The operator itself continues to answer after SIGTERM. A preStop hook would only make it keep
   * the lease for longer.
   */
  @Test
  void aStopGetsTheTimeThatTheProgramTakes() {
    assertThat(deployment().at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
        .isEqualTo(30);
    assertThat(container().path("lifecycle").isMissingNode()).isTrue();
    assertThat(deployment().at("/spec/strategy"))
        .isEqualTo(
            RenderedChart.one(
                "{type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}"));
  }

  @Test
  void theEnvironmentIsWhatTheProgramReads() {
    assertThat(
            container(
                    "webhook.url=https://hook.example",
                    "requesters.tools[0]=kubectl*",
                    "requesters.tools[1]=helm*",
                    "requesters.people[0]=awx/ansible",
                    "requesters.controllers[0]=group:robots")
                .path("env"))
        .isEqualTo(
            RenderedChart.one(
                """
                - {name: OPERATOR_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
                - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: JAVA_TOOL_OPTIONS, value: "%s"}
                - {name: HTTP_PORT, value: "8080"}
                - {name: WEBHOOK_PORT, value: "9443"}
                - {name: PURGE_AT_ONCE, value: "100"}
                - {name: PURGE_MASS_DELAY, value: "15m"}
                - {name: RESTORE_LOGIN_TRUSTED_FOR, value: "1h"}
                - {name: REQUESTERS_TOOLS, value: "kubectl*,helm*"}
                - {name: REQUESTERS_PEOPLE, value: "awx/ansible"}
                - {name: REQUESTERS_CONTROLLERS, value: "group:robots"}
                - {name: WEBHOOK_URL, value: "https://hook.example"}
                """
                    .formatted(ContainerMemory.of(container()).options())));
    assertThat(container().path("env").findValuesAsText("name")).doesNotContain("WEBHOOK_URL");
  }

  /** A process that reached the limit of its container would be killed without a word. */
  @Test
  void aFullHeapAndTheRestOfTheProcessFitIntoTheContainer() {
    var memory = ContainerMemory.of(container());

    assertThat(memory.heap() + memory.besides()).isLessThanOrEqualTo(memory.limit());
    assertThat(memory.options()).contains("-XX:+ExitOnOutOfMemoryError");
  }

  @Test
  void theImageIsPinnedByTagOrDigest() {
    String repository = "ghcr.io/softdelete/soft-delete-operator";

    assertThat(container().path("image").asText()).isEqualTo(repository + ":0.1.0");
    assertThat(container("image.tag=1.2.3").path("image").asText())
        .isEqualTo(repository + ":1.2.3");
    assertThat(container("image.tag=1.2.3", "image.digest=" + DIGEST).path("image").asText())
        .isEqualTo(repository + "@" + DIGEST);
  }

  @Test
  void theReplicasAreSpreadOverNodesAndZonesWithinEachVersion() {
    assertThat(deployment().at("/spec/template/spec/topologySpreadConstraints"))
        .isEqualTo(
            RenderedChart.one(
                """
                - topologyKey: kubernetes.io/hostname
                  maxSkew: 1
                  whenUnsatisfiable: ScheduleAnyway
                  matchLabelKeys: [pod-template-hash]
                  labelSelector:
                    matchLabels:
                      app.kubernetes.io/name: soft-delete-operator
                      app.kubernetes.io/instance: soft-delete
                - topologyKey: topology.kubernetes.io/zone
                  maxSkew: 1
                  whenUnsatisfiable: ScheduleAnyway
                  matchLabelKeys: [pod-template-hash]
                  labelSelector:
                    matchLabels:
                      app.kubernetes.io/name: soft-delete-operator
                      app.kubernetes.io/instance: soft-delete
                """));
  }

  @Test
  void theSpreadCanBeReplacedOrLeftToTheAffinity() {
    String spread = "/spec/template/spec/topologySpreadConstraints";

    assertThat(deployment("topologySpreadConstraints[0].topologyKey=rack").at(spread))
        .isEqualTo(RenderedChart.one("[{topologyKey: rack}]"));
    assertThat(deployment("affinity.podAntiAffinity.a=b").at(spread).isMissingNode()).isTrue();
  }

  @Test
  void theNetworkIsThatOfThePodsUnlessSaidOtherwise() {
    JsonNode pod = deployment().at("/spec/template/spec");

    assertThat(pod.has("hostNetwork")).isFalse();
    assertThat(pod.has("dnsPolicy")).isFalse();
    assertThat(deployment("dnsPolicy=Default").at("/spec/template/spec/dnsPolicy").asText())
        .isEqualTo("Default");
  }

  @Test
  void thePriorityIsThatOfTheUser() {
    assertThat(deployment().at("/spec/template/spec").has("priorityClassName")).isFalse();
    assertThat(
            deployment("priorityClassName=high")
                .at("/spec/template/spec/priorityClassName")
                .asText())
        .isEqualTo("high");
  }

  /** The API server checks the whole Deployment, with all that the values can add. */
  @Test
  void theApiServerTakesTheDeployment() {
    String deployment =
        deployment("hostNetwork=true", "httpPort=18080", "dnsPolicy=Default", "webhook.port=19443")
            .toString()
            .replace("{\"name\":\"soft-delete-operator\",", "{\"name\":\"another\",");

    assertThat(
            Cluster.installation()
                .kubectl()
                .input(deployment, "create", "--dry-run=server", "--validate=strict", "-f", "-"))
        .contains("deployment.apps/another");
  }

  private static JsonNode deployment(String... values) {
    return RenderedChart.with(values).only("Deployment");
  }

  private static JsonNode container(String... values) {
    return deployment(values).at("/spec/template/spec/containers/0");
  }
}
