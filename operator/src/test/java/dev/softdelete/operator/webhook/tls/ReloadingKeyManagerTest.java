package dev.softdelete.operator.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadingKeyManagerTest {
  private final ServingCertificate first = made();
  private final ServingCertificate second = made();
  private final ReloadingKeyManager keys = new ReloadingKeyManager(first);

  @Test
  void aHandshakeThatHasBegunKeepsItsCertificateWithItsKey() {
    String begun = keys.chooseEngineServerAlias("EC", null, null);

    keys.use(second);

    assertThat(keys.getCertificateChain(begun)).containsExactly(first.leaf());
    assertThat(keys.getPrivateKey(begun)).isEqualTo(first.key());
  }

  @Test
  void theNextHandshakeGetsTheNewOne() {
    keys.use(second);

    String alias = keys.chooseEngineServerAlias("EC", null, null);

    assertThat(keys.getCertificateChain(alias)).containsExactly(second.leaf());
    assertThat(keys.getPrivateKey(alias)).isEqualTo(second.key());
    assertThat(keys.chooseEngineServerAlias("RSA", null, null)).isNull();
  }

  private static ServingCertificate made() {
    return CertificateMaker.USUAL.make(List.of("a.svc"), Instant.now());
  }
}
