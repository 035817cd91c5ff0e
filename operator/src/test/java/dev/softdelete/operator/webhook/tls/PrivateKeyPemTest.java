package dev.softdelete.operator.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyPemTest {

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void readsPkcs8(String algorithm) throws Exception {
    KeyPair pair = pair(algorithm);
    String pem = pem(new JcaPKCS8Generator(pair.getPrivate(), null));

    assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(PrivateKeyPem.pkcs8(pem)).isEqualTo(pair.getPrivate().getEncoded());
    assertThat(PrivateKeyPem.pkcs8(pem.replace("\n", "\r\n")))
        .isEqualTo(pair.getPrivate().getEncoded());
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void readsTheFormOfItsAlgorithm(String algorithm) throws Exception {
    KeyPair pair = pair(algorithm);
    String pem = pem(pair.getPrivate());

    assertThat(pem).startsWith("-----BEGIN " + algorithm + " PRIVATE KEY-----");
    assertThat(PrivateKeyPem.pkcs8(pem)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
      })
  void refusesWhatIsNoKey(String pem) {
    assertThatThrownBy(() -> PrivateKeyPem.pkcs8(pem))
        .isInstanceOfAny(IllegalArgumentException.class, IOException.class);
  }

  private static KeyPair pair(String algorithm) throws NoSuchAlgorithmException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
