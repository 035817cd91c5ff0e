package dev.softdelete.operator.webhook.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that can be served, its key, and the authority that the API server has to trust for
 * it.
 *
 * @param chain the certificate, followed by the certificates that lead to its authority
 * @param keyPem the key in the form in which it was read, because it is stored again
 */
public record ServingCertificate(
    List<X509Certificate> chain, PrivateKey key, String keyPem, CaBundle authority) {

  /**
   * Reads a certificate from the fields of a Secret. The result is empty if no TLS handshake is
   * possible with it.
   *
   * @param ca the authority to trust for it; if blank, the last certificate of its own chain
   */
  static Optional<ServingCertificate> read(String certificate, String key, String ca) {
    CaBundle chain = CaBundle.ofPem(certificate);
    if (chain.certificates().isEmpty()) {
      return Optional.empty();
    }
    X509Certificate leaf = chain.certificates().getFirst();
    try {
      PrivateKey privateKey = privateKey(key, leaf);
      return belongTogether(leaf, privateKey)
          ? Optional.of(
              new ServingCertificate(
                  chain.certificates(), privateKey, key, authority(chain, CaBundle.ofPem(ca))))
          : Optional.empty();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static PrivateKey privateKey(String pem, X509Certificate leaf)
      throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance(leaf.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(PrivateKeyPem.pkcs8(pem)));
  }

  private static boolean belongTogether(X509Certificate leaf, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] text = leaf.getEncoded();
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(leaf.getPublicKey());
    signature.update(text);
    return signature.verify(signed);
  }

  private static CaBundle authority(CaBundle chain, CaBundle ca) {
    X509Certificate leaf = chain.certificates().getFirst();
    if (selfSigned(leaf)) {
      return new CaBundle(List.of(leaf));
    }
    return ca.certificates().isEmpty() ? new CaBundle(List.of(chain.certificates().getLast())) : ca;
  }

  private static boolean selfSigned(X509Certificate certificate) {
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  String certificatePem() {
    return new CaBundle(chain).pem();
  }

  public Instant expires() {
    return leaf().getNotAfter().toInstant();
  }

  boolean expired(Instant now) {
    return !now.isBefore(expires());
  }

  /** Whether two thirds of the certificate's lifetime are over. */
  boolean dueForRenewal(Instant now) {
    Instant from = leaf().getNotBefore().toInstant();
    return now.isAfter(from.plus(Duration.between(from, expires()).multipliedBy(2).dividedBy(3)));
  }

  /** Returns the DNS names and IP addresses for which the certificate is valid. */
  public List<String> hosts() {
    try {
      var names = leaf().getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream().map(n -> n.get(1)).map(String::valueOf).toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** Whether clients see the same certificate chain. */
  boolean sameAs(ServingCertificate other) {
    return chain.equals(other.chain);
  }
}
