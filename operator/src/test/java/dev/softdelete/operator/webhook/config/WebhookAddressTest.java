package dev.softdelete.operator.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.webhook.tls.CertificateMaker;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {

  @Test
  void byDefaultItIsTheService() {
    var address = new WebhookAddress("ns", Optional.empty());

    assertThat(address.hosts())
        .isEqualTo(
            List.of("soft-delete-operator.ns.svc", "soft-delete-operator.ns.svc.cluster.local"));
    assertThat(address.clientConfig("/x", "Y2E=").at("/service/path").asText()).isEqualTo("/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hook.example:8443/",
        "https://10.0.0.1",
        "https://[::1]:9443",
        "https://[2001:DB8::1]"
      })
  void aCertificateForAUrlIsRecognizedAsOne(String url) {
    List<String> hosts = new WebhookAddress("ns", Optional.of(URI.create(url))).hosts();

    assertThat(CertificateMaker.USUAL.make(hosts, Instant.now()).hosts()).isEqualTo(hosts);
  }
}
