package dev.softdelete.controlplane;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The cluster's certificate authority. */
final class CertificateAuthority {

  private static final Duration VALID = Duration.ofDays(365);
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final KeyPair keys = KeyPairs.generate();
  private final X500Name name = subject("soft-delete-control-plane", List.of());
  private final SecureRandom random = new SecureRandom();
  private final Identity identity;

  CertificateAuthority() {
    try {
      var builder = builder(name, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      identity = sign(builder, keys);
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns its own certificate and key. */
  Identity identity() {
    return identity;
  }

  /** Issues a certificate for a Kubernetes user, which consists of a name and groups. */
  Identity client(String user, List<String> groups) {
    KeyPair own = KeyPairs.generate();
    try {
      var builder = leaf(subject(user, groups), own, KeyPurposeId.id_kp_clientAuth);
      return sign(builder, own);
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Issues a certificate for a server with these names and addresses. */
  Identity server(String commonName, List<String> dnsNames, List<String> ipAddresses) {
    KeyPair own = KeyPairs.generate();
    List<GeneralName> names = new ArrayList<>();
    dnsNames.forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
    ipAddresses.forEach(ip -> names.add(new GeneralName(GeneralName.iPAddress, ip)));
    try {
      var builder = leaf(subject(commonName, List.of()), own, KeyPurposeId.id_kp_serverAuth);
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
      return sign(builder, own);
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509v3CertificateBuilder leaf(X500Name subject, KeyPair own, KeyPurposeId purpose)
      throws CertIOException {
    return builder(subject, own)
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
  }

  private X509v3CertificateBuilder builder(X500Name subject, KeyPair own) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        name,
        new BigInteger(120, random),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(VALID)),
        subject,
        own.getPublic());
  }

  private Identity sign(X509v3CertificateBuilder builder, KeyPair own) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256WithRSA").build(keys.getPrivate());
      var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new Identity(certificate, own.getPrivate());
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X500Name subject(String commonName, List<String> organizations) {
    X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
    organizations.forEach(organization -> builder.addRDN(BCStyle.O, organization));
    return builder.addRDN(BCStyle.CN, commonName).build();
  }
}
