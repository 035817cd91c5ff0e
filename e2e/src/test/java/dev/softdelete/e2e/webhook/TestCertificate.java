package dev.softdelete.e2e.webhook;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate for the operator under test as cert-manager would issue it, signed by an authority
 * with an RSA key.
 */
record TestCertificate(X509Certificate certificate, Key key, X509Certificate ca) {

  /** Returns a certificate whose validity began the given time ago and has the given length. */
  static TestCertificate valid(Duration before, Duration forAsLongAs) {
    try {
      KeyPair authority = keys();
      KeyPair own = keys();
      Instant from = Instant.now().minus(before);
      var issuer = new X500Name("CN=test " + new SecureRandom().nextInt());
      return new TestCertificate(
          sign(issuer, authority, new X500Name("CN=webhook"), own, from, forAsLongAs, false),
          own.getPrivate(),
          sign(issuer, authority, issuer, authority, from, forAsLongAs, true));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static X509Certificate sign(
      X500Name issuer,
      KeyPair authority,
      X500Name subject,
      KeyPair own,
      Instant from,
      Duration forAsLongAs,
      boolean ca)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(100, new SecureRandom()),
            Date.from(from),
            Date.from(from.plus(forAsLongAs)),
            subject,
            own.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
              new GeneralName(GeneralName.dNSName, "soft-delete-operator.soft-delete-system.svc"),
              new GeneralName(
                  GeneralName.dNSName, "soft-delete-operator.soft-delete-system.svc.cluster.local")
            }));
    var signer = new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  String certificatePem() {
    return pem("CERTIFICATE", encoded(certificate));
  }

  String caPem() {
    return pem("CERTIFICATE", encoded(ca));
  }

  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
  }
}
