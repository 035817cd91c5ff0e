package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ChartCertificateTest {
  private static final String ENABLED = "webhook.certManager.enabled=true";

  @Test
  void theOperatorMakesItUnlessSaidOtherwise() {
    assertThat(RenderedChart.with().names())
        .noneMatch(n -> n.startsWith("Certificate ") || n.startsWith("Issuer "));
  }

  @Test
  void itIsForTheServiceAndInTheSecretThatTheOperatorReads() {
    JsonNode spec = certificate(ENABLED);

    assertThat(spec.path("secretName").asText()).isEqualTo("soft-delete-webhook-tls");
    assertThat(spec.path("dnsNames"))
        .isEqualTo(
            RenderedChart.one(
                """
                - soft-delete-operator.soft-delete-system.svc
                - soft-delete-operator.soft-delete-system.svc.cluster.local
                """));
    assertThat(spec.has("ipAddresses")).isFalse();
  }

  @Test
  void theOperatorIsToldThatItIsNotItsOwn() {
    assertThat(certificate(ENABLED).at("/secretTemplate/labels"))
        .isEqualTo(RenderedChart.one("{app.kubernetes.io/managed-by: cert-manager}"));
  }

  @Test
  void whereTheWebhookIsReachedByAUrlItIsForItsHostToo() {
    assertThat(certificate(ENABLED, "webhook.url=https://hook.example:8443/x").at("/dnsNames/2"))
        .isEqualTo(RenderedChart.one("hook.example"));
    assertThat(certificate(ENABLED, "webhook.url=https://10.0.0.1:9443").path("ipAddresses"))
        .isEqualTo(RenderedChart.one("['10.0.0.1']"));
  }

  @Test
  void withoutAnIssuerAnAuthorityOfItsOwnIssuesIt() {
    var chart = RenderedChart.with(ENABLED);
    JsonNode authority = chart.get("Certificate", "soft-delete-webhook-ca").path("spec");

    assertThat(certificate(ENABLED).path("issuerRef"))
        .isEqualTo(
            RenderedChart.one(
                "{group: cert-manager.io, kind: Issuer, name: soft-delete-webhook-ca}"));
    assertThat(chart.get("Issuer", "soft-delete-webhook-ca").at("/spec/ca/secretName"))
        .isEqualTo(authority.path("secretName"));
    assertThat(authority.path("isCA").asBoolean()).isTrue();
    assertThat(authority.at("/issuerRef/name").asText())
        .isEqualTo("soft-delete-webhook-selfsigned");
    assertThat(chart.get("Issuer", "soft-delete-webhook-selfsigned").path("spec"))
        .isEqualTo(RenderedChart.one("{selfSigned: {}}"));
  }

  @Test
  void aNamedIssuerIssuesIt() {
    String[] values = {
      ENABLED,
      "webhook.certManager.issuerRef.name=corporate",
      "webhook.certManager.issuerRef.kind=ClusterIssuer"
    };

    assertThat(certificate(values).path("issuerRef"))
        .isEqualTo(
            RenderedChart.one("{group: cert-manager.io, kind: ClusterIssuer, name: corporate}"));
    assertThat(RenderedChart.with(values).ofKind("Issuer")).isEmpty();
    assertThat(RenderedChart.with(values).ofKind("Certificate")).hasSize(1);
  }

  private static JsonNode certificate(String... values) {
    return RenderedChart.with(values).get("Certificate", "soft-delete-webhook").path("spec");
  }
}
