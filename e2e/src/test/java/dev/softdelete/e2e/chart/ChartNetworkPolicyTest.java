package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ChartNetworkPolicyTest {

  @Test
  void byDefaultOnlyTheWebhookIsReachedFromElsewhere() {
    assertThat(policy().path("policyTypes")).isEqualTo(RenderedChart.one("[Ingress, Egress]"));
    assertThat(policy().path("ingress"))
        .isEqualTo(RenderedChart.one("[{ports: [{port: webhook}]}]"));
  }

  @Test
  void itSelectsTheOperator() {
    assertThat(policy().at("/podSelector/matchLabels"))
        .isEqualTo(RenderedChart.with().only("Service").at("/spec/selector"));
  }

  @Test
  void aMonitoringSystemIsLetInWhenThereIsOne() {
    assertThat(policy("serviceMonitor.enabled=true").at("/ingress/1"))
        .isEqualTo(RenderedChart.one("{ports: [{port: http}], from: [{namespaceSelector: {}}]}"));
    assertThat(
            policy(
                    "serviceMonitor.enabled=true",
                    "networkPolicy.metricsFrom[0].podSelector.matchLabels.app=prometheus")
                .at("/ingress/1/from"))
        .isEqualTo(RenderedChart.one("[{podSelector: {matchLabels: {app: prometheus}}}]"));
  }

  @Test
  void whereTheApiServersAreKnownNobodyElseIsLetIn() {
    assertThat(
            policy("networkPolicy.webhookFrom[0].ipBlock.cidr=10.0.0.0/28").at("/ingress/0/from"))
        .isEqualTo(RenderedChart.one("[{ipBlock: {cidr: 10.0.0.0/28}}]"));
  }

  @Test
  void theOperatorConnectsByTcpUnlessSaidOtherwise() {
    assertThat(policy().path("egress"))
        .isEqualTo(
            RenderedChart.one(
                """
                - ports: [{protocol: TCP}, {protocol: UDP, port: 53}, {protocol: UDP, port: 5353}]
                """));
    assertThat(policy("networkPolicy.egress[0].to[0].ipBlock.cidr=10.0.0.1/32").path("egress"))
        .isEqualTo(RenderedChart.one("[{to: [{ipBlock: {cidr: 10.0.0.1/32}}]}]"));
  }

  @Test
  void itCanBeLeftOut() {
    assertThat(RenderedChart.with("networkPolicy.enabled=false").ofKind("NetworkPolicy")).isEmpty();
  }

  @Test
  void theHooksReachWhatTheOperatorReachesAndNobodyReachesThem() {
    JsonNode hooks =
        RenderedChart.with().get("NetworkPolicy", "soft-delete-operator-hooks").path("spec");

    assertThat(hooks.path("policyTypes")).isEqualTo(RenderedChart.one("[Ingress, Egress]"));
    assertThat(hooks.has("ingress")).isFalse();
    assertThat(hooks.path("egress")).isEqualTo(policy().path("egress"));
  }

  private static JsonNode policy(String... values) {
    return RenderedChart.with(values).get("NetworkPolicy", "soft-delete-operator").path("spec");
  }
}
