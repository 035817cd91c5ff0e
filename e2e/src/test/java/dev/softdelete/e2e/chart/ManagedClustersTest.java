package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that docs/managed-clusters.md names for each managed cluster. */
class ManagedClustersTest {

  @ParameterizedTest
  @MethodSource("files")
  void thePageNamesTheFile(Path file) throws IOException {
    assertThat(Files.readAllLines(file).getFirst()).matches("# \\p{Lu}.{20,}");
    assertThat(Files.readString(Repository.file("docs/managed-clusters.md")))
        .contains("samples/values/" + file.getFileName());
  }

  static List<Path> files() throws IOException {
    try (var files = Files.list(Repository.file("samples/values"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void onAksTheEnforcerIsToldToLeaveTheConfigurationsAlone() {
    assertThat(environment(of("aks"), "WEBHOOK_ANNOTATIONS"))
        .isEqualTo("{\"admissions.enforcer/disabled\":\"true\"}");
  }

  @Test
  void labelsReachTheOperatorToo() {
    var chart = RenderedChart.with("webhook.labels.team=platform");

    assertThat(environment(chart, "WEBHOOK_LABELS")).isEqualTo("{\"team\":\"platform\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook.annotations.softdelete\\.dev/policy=a",
        "webhook.labels.terms\\.softdelete\\.dev/a=b",
        "webhook.labels.app\\.kubernetes\\.io/managed-by=us"
      })
  void aMarkByWhichTheOperatorFindsItsConfigurationsIsRefused(String value) {
    assertThatThrownBy(() -> RenderedChart.with(value))
        .hasMessageContaining("by which the operator finds its configurations");
  }

  @Test
  void byDefaultTheConfigurationsHaveNoMarks() {
    assertThat(container(RenderedChart.with()).path("env").findValuesAsText("name"))
        .doesNotContain("WEBHOOK_LABELS", "WEBHOOK_ANNOTATIONS");
  }

  @Test
  void onGkeTheWebhookListensWhereTheControlPlaneReachesIt() {
    RenderedChart chart = of("gke-private");

    assertThat(port(chart, "webhook")).isEqualTo(10250);
    assertThat(environment(chart, "WEBHOOK_PORT")).isEqualTo("10250");
    assertThat(chart.only("Service").at("/spec/ports/1/port").asInt()).isEqualTo(443);
  }

  /** A configuration with a URL would need a route from the control plane to that host. */
  @ParameterizedTest
  @ValueSource(strings = {"aks", "gke-private", "eks-foreign-cni", "openshift"})
  void theApiServerUsesTheService(String cluster) {
    assertThat(container(of(cluster)).path("env").findValuesAsText("name"))
        .doesNotContain("WEBHOOK_URL");
  }

  @Test
  void onEksWithAnotherNetworkPluginThePodsAreInTheNetworkOfTheNodes() {
    RenderedChart chart = of("eks-foreign-cni");
    JsonNode pod = pod(chart);

    assertThat(pod.path("hostNetwork").asBoolean()).isTrue();
    assertThat(pod.path("dnsPolicy").asText()).isEqualTo("ClusterFirstWithHostNet");
    assertThat(port(chart, "webhook")).isEqualTo(9443);
    assertThat(port(chart, "http")).isEqualTo(18080);
    assertThat(environment(chart, "HTTP_PORT")).isEqualTo("18080");
    assertThat(container(chart).at("/readinessProbe/httpGet/port").asText()).isEqualTo("http");
  }

  /** With as many replicas as nodes, no node has the ports of a further Pod free. */
  @Test
  void inTheNetworkOfTheNodesAnUpdateNeedsNoFurtherNode() {
    assertThat(of("eks-foreign-cni").only("Deployment").at("/spec/strategy/rollingUpdate"))
        .isEqualTo(RenderedChart.one("{maxUnavailable: 1, maxSurge: 0}"));
  }

  @Test
  void aNetworkPolicyThatWouldHaveNoEffectIsLeftOut() {
    assertThat(of("eks-foreign-cni").names())
        .doesNotContain("NetworkPolicy soft-delete-operator")
        .contains("NetworkPolicy soft-delete-operator-hooks");
  }

  @ParameterizedTest
  @ValueSource(ints = {6443, 10250, 10256})
  void aPortOfTheNodesThatKubernetesUsesIsRefused(int port) {
    assertThatThrownBy(() -> RenderedChart.with("hostNetwork=true", "webhook.port=" + port))
        .hasMessageContaining("with hostNetwork, webhook.port cannot be " + port);
  }

  @Test
  void onePortForBothIsRefused() {
    assertThatThrownBy(() -> RenderedChart.with("httpPort=9443"))
        .hasMessageContaining("httpPort and webhook.port must differ");
  }

  @Test
  void onOpenShiftTheClusterChoosesTheUser() {
    assertThat(pod(of("openshift")).path("securityContext"))
        .isEqualTo(
            RenderedChart.one("{runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}"));
    assertThat(pod(RenderedChart.with("podSecurityContext.runAsUser=null")).at("/securityContext"))
        .isEqualTo(
            RenderedChart.one(
                "{runAsNonRoot: true, runAsGroup: 65532, seccompProfile: {type: RuntimeDefault}}"));
  }

  @Test
  void theServiceAccountBearsTheAnnotationsOfTheCluster() {
    var chart = RenderedChart.with("serviceAccount.annotations.example\\.com/role=deleter");

    assertThat(chart.only("ServiceAccount").at("/metadata/annotations"))
        .isEqualTo(RenderedChart.one("{example.com/role: deleter}"));
  }

  private static RenderedChart of(String cluster) {
    return RenderedChart.withFile(Repository.file("samples/values/" + cluster + ".yaml"));
  }

  private static JsonNode pod(RenderedChart chart) {
    return chart.only("Deployment").at("/spec/template/spec");
  }

  private static JsonNode container(RenderedChart chart) {
    return pod(chart).at("/containers/0");
  }

  private static int port(RenderedChart chart, String name) {
    return container(chart)
        .path("ports")
        .valueStream()
        .filter(p -> p.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("containerPort")
        .asInt();
  }

  private static String environment(RenderedChart chart, String name) {
    return container(chart)
        .path("env")
        .valueStream()
        .filter(v -> v.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("value")
        .asText();
  }
}
