package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeconfigTest {

  private static final URI SERVER = URI.create("https://127.0.0.1:6443");

  @Test
  void carriesAToken() {
    Config config = Config.fromKubeconfig(Kubeconfig.withToken(SERVER, "CA", "sa", "secret"));

    assertThat(config.getMasterUrl()).startsWith(SERVER.toString());
    assertThat(config.getAutoOAuthToken()).isEqualTo("secret");
    assertThat(decoded(config.getCaCertData())).isEqualTo("CA");
  }

  @Test
  void carriesAClientCertificate() {
    Identity identity = new CertificateAuthority().client("system:it's me", List.of());

    Config config =
        Config.fromKubeconfig(Kubeconfig.withCertificate(SERVER, "CA", "system:it's me", identity));

    assertThat(decoded(config.getClientCertData())).isEqualTo(identity.certificatePem());
    assertThat(decoded(config.getClientKeyData())).isEqualTo(identity.keyPem());
    assertThat(config.getCurrentContext().getContext().getUser()).isEqualTo("system:it's me");
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
