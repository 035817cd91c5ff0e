package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
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
  void podSecurityHasNothingToSayAgainstIt() {
    assertThat(podSecurityWarnings(RenderedChart.with())).isEmpty();
  }

  @Test
  void podSecurityWouldSpeakUp() {
    assertThat(podSecurityWarnings(RenderedChart.with("podSecurityContext.runAsNonRoot=false")))
        .contains("would violate PodSecurity");
  }

  /**
   * Returns the warnings of the API server itself, in a namespace that wants the Pod Security
   * Standard "restricted".
   */
  private static String podSecurityWarnings(RenderedChart chart) {
    Kubectl kubectl = Cluster.installation().kubectl();
    kubectl.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: restricted, labels: {pod-security.kubernetes.io/warn: restricted}}
        """);
    String deployment =
        chart.only("Deployment").toString().replace("soft-delete-system", "restricted");
    var result = kubectl.inputCall(deployment, "create", "--dry-run=server", "-f", "-");
    assertThat(result.ok()).as(result.err()).isTrue();
    return result.err();
  }

  private static JsonNode deployment(String... values) {
    return RenderedChart.with(values).only("Deployment");
  }

  private static JsonNode container(String... values) {
    return deployment(values).at("/spec/template/spec/containers/0");
  }
}
