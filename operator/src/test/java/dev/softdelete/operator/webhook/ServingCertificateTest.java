package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServingCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private final ServingCertificate made =
      ServingCertificate.make(List.of("soft-delete-operator.ns.svc", "127.0.0.1"), NOW);

  @Test
  void isReadBackWithItsKey() {
    assertThat(made.privateKey().getAlgorithm()).isEqualTo("EC");
    assertThat(new ReloadingKeyManager(made).context()).isNotNull();
  }

  @Test
  void isForEachHost() throws Exception {
    assertThat(made.x509().getSubjectAlternativeNames().stream().map(n -> n.get(1).toString()))
        .containsExactly("soft-delete-operator.ns.svc", "127.0.0.1");
  }

  @Test
  void isDueForRenewalAfterTwoThirdsOfItsLife() {
    assertThat(made.dueForRenewal(NOW.plus(Duration.ofDays(59)))).isFalse();
    assertThat(made.dueForRenewal(NOW.plus(Duration.ofDays(61)))).isTrue();
  }
}
