package dev.softdelete.operator.webhook.tls;

import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** Reads a private key in the forms that Secrets with certificates contain. */
final class PrivateKeyPem {
  private static final Pattern PKCS8 =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----\\s*([A-Za-z0-9+/=][A-Za-z0-9+/=\\s]*)-----END PRIVATE"
              + " KEY-----");

  private PrivateKeyPem() {}

  /**
   * Returns the key in PKCS #8, the form that the operator itself writes. A key in this form is
   * read without Bouncy Castle, whose signed libraries take long to load. Bouncy Castle is used
   * only for the keys of other issuers.
   *
   * @throws IllegalArgumentException if the text contains no private key
   */
  static byte[] pkcs8(String pem) throws IOException {
    Matcher pkcs8 = PKCS8.matcher(pem);
    return pkcs8.find() ? Base64.getMimeDecoder().decode(pkcs8.group(1)) : converted(pem);
  }

  private static byte[] converted(String pem) throws IOException {
    if (!pem.contains("-----BEGIN ")) {
      throw new IllegalArgumentException("not a private key");
    }
    try (var parser = new PEMParser(new StringReader(pem))) {
      PrivateKeyInfo info =
          switch (parser.readObject()) {
            case PrivateKeyInfo plain -> plain;
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case null, default -> throw new IllegalArgumentException("not a private key");
          };
      return info.getEncoded();
    }
  }
}
