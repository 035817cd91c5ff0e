package dev.softdelete.operator.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServingCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final List<String> HOSTS = List.of("soft-delete-operator.ns.svc", "127.0.0.1");

  private final ServingCertificate made = CertificateMaker.USUAL.make(HOSTS, NOW);
  private final ServingCertificate other = CertificateMaker.USUAL.make(HOSTS, NOW);

  @Test
  void isReadBackWithItsKey() {
    var read = ServingCertificate.read(made.certificatePem(), made.keyPem(), "").orElseThrow();

    assertThat(read).isEqualTo(made);
    assertThat(read.key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void isForEachHost() {
    assertThat(made.hosts()).isEqualTo(HOSTS);
  }

  @Test
  void isDueForRenewalAfterTwoThirdsOfItsLife() {
    assertThat(made.dueForRenewal(NOW.plus(Duration.ofDays(59)))).isFalse();
    assertThat(made.dueForRenewal(NOW.plus(Duration.ofDays(61)))).isTrue();
  }

  @Test
  void whatNoHandshakeCanBeMadeWithIsNone() {
    assertThat(ServingCertificate.read("", "", "")).isEmpty();
    assertThat(ServingCertificate.read("garbage", made.keyPem(), "")).isEmpty();
    assertThat(ServingCertificate.read(made.certificatePem(), "garbage", "")).isEmpty();
    assertThat(ServingCertificate.read(made.certificatePem(), other.keyPem(), "")).isEmpty();
  }

  @Test
  void oneThatIsItsOwnAuthorityIsTrustedByNothingElse() {
    var read =
        ServingCertificate.read(made.certificatePem(), made.keyPem(), other.certificatePem());

    assertThat(read.orElseThrow().authority().certificates()).containsExactly(made.leaf());
  }
}
