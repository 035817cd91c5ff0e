package dev.softdelete.operator.webhook.tls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ManagedBy;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The certificates in the Secret that all replicas share.
 *
 * @param ours false if another component (cert-manager) manages the Secret
 * @param current the certificate to serve; empty if the stored one is not usable
 * @param next the certificate to serve once the API server trusts it
 */
public record CertificateSecret(
    boolean ours, Optional<ServingCertificate> current, Optional<ServingCertificate> next) {
  static final String NAME = "soft-delete-webhook-tls";

  static CertificateSecret of(KubeObject secret) {
    String ca = text(secret, "ca.crt");
    return new CertificateSecret(
        ManagedBy.OPERATOR.equals(secret.labels().get(ManagedBy.LABEL)),
        ServingCertificate.read(text(secret, "tls.crt"), text(secret, "tls.key"), ca),
        ServingCertificate.read(text(secret, "next.crt"), text(secret, "next.key"), ca));
  }

  /**
   * Returns the authorities that the API server has to trust for all certificates of the Secret.
   */
  public CaBundle authorities() {
    CaBundle now = current.map(ServingCertificate::authority).orElse(CaBundle.NONE);
    return ours ? now.with(next.map(ServingCertificate::authority).orElse(CaBundle.NONE)) : now;
  }

  /**
   * Returns the manifest, which is also used as a merge patch. Fields that are to be removed are
   * null.
   */
  ObjectNode manifest() {
    var data = new LinkedHashMap<String, String>();
    ServingCertificate serving = current.orElseThrow();
    data.put("tls.crt", encode(serving.certificatePem()));
    data.put("tls.key", encode(serving.keyPem()));
    data.put("ca.crt", encode(authorities().pem()));
    data.put("next.crt", next.map(n -> encode(n.certificatePem())).orElse(null));
    data.put("next.key", next.map(n -> encode(n.keyPem())).orElse(null));
    return Json.tree(
        new SecretBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withLabels(ManagedBy.LABELS)
            .endMetadata()
            .withType("kubernetes.io/tls")
            .withData(data)
            .build());
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(KubeObject secret, String key) {
    byte[] bytes = Base64.getDecoder().decode(secret.json().path("data").path(key).asText());
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
