package dev.softdelete.operator.webhook;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A serving certificate, its key, and what the API server trusts it by, all as PEM. We make it
 * self-signed: the certificate is its own authority, so that there is no other key to keep.
 */
public record ServingCertificate(String certificate, String key, String authority) {
  static final Duration VALID = Duration.ofDays(90);

  /** Clocks of the cluster may differ by a little. */
  private static final Duration BACKDATED = Duration.ofMinutes(10);

  /** Makes one for these DNS names and IP addresses. */
  static ServingCertificate make(List<String> hosts, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      String certificate = pem(sign(pair, hosts, now));
      return new ServingCertificate(
          certificate, pem(new JcaPKCS8Generator(pair.getPrivate(), null)), certificate);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private static X509Certificate sign(KeyPair pair, List<String> hosts, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    var name = new X500Name("CN=soft-delete-operator");
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(120, new SecureRandom()),
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(VALID)),
            name,
            pair.getPublic());
    GeneralName[] names = hosts.stream().map(ServingCertificate::host).toArray(GeneralName[]::new);
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static GeneralName host(String host) {
    boolean address = host.matches("[0-9.]+") || host.contains(":");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  /**
   * Reads the certificate that is served.
   *
   * @throws IllegalArgumentException when it is none
   */
  X509Certificate x509() {
    try (var parser = new PEMParser(new StringReader(certificate))) {
      if (parser.readObject() instanceof X509CertificateHolder holder) {
        return new JcaX509CertificateConverter().getCertificate(holder);
      }
      throw new IllegalArgumentException("tls.crt is not a certificate");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("tls.crt is not a certificate", e);
    }
  }

  /**
   * Reads the key.
   *
   * @throws IllegalArgumentException when it is none
   */
  PrivateKey privateKey() {
    try (var parser = new PEMParser(new StringReader(key))) {
      PrivateKeyInfo info =
          switch (parser.readObject()) {
            case PrivateKeyInfo plain -> plain;
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case null, default ->
                throw new IllegalArgumentException("tls.key is not a private key");
          };
      return KeyFactory.getInstance(x509().getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("tls.key is not a private key", e);
    }
  }

  /** Whether two thirds of its life are over. */
  boolean dueForRenewal(Instant now) {
    Instant from = x509().getNotBefore().toInstant();
    Instant until = x509().getNotAfter().toInstant();
    return now.isAfter(from.plus(Duration.between(from, until).multipliedBy(2).dividedBy(3)));
  }
}
