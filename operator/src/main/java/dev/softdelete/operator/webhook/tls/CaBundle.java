package dev.softdelete.operator.webhook.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** The certificate authorities that the API server trusts, or is to trust. */
public record CaBundle(List<X509Certificate> certificates) {
  public static final CaBundle NONE = new CaBundle(List.of());

  public CaBundle {
    certificates = List.copyOf(new LinkedHashSet<>(certificates));
  }

  /** Returns the certificates in a PEM text. The bundle is empty if the text is not PEM. */
  static CaBundle ofPem(String pem) {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
      var certificates = new ArrayList<X509Certificate>();
      read.forEach(c -> certificates.add((X509Certificate) c));
      return new CaBundle(certificates);
    } catch (CertificateException e) {
      return NONE;
    }
  }

  /** Reads a bundle in the form that a webhook configuration contains. */
  public static CaBundle ofBase64(String base64) {
    try {
      byte[] pem = Base64.getDecoder().decode(base64);
      return ofPem(new String(pem, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }

  public CaBundle with(CaBundle others) {
    return new CaBundle(
        Stream.concat(certificates.stream(), others.certificates.stream()).toList());
  }

  public CaBundle common(CaBundle other) {
    return new CaBundle(certificates.stream().filter(other.certificates::contains).toList());
  }

  String pem() {
    var pem = new StringBuilder();
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    for (X509Certificate certificate : certificates) {
      try {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(lines.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return pem.toString();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(pem().getBytes(StandardCharsets.US_ASCII));
  }
}
