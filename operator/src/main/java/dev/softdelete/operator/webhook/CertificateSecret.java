package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ManagedBy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The Secret that all replicas share.
 *
 * @param ours false where somebody else (cert-manager) manages it
 * @param current to be served; empty when what is there is of no use
 * @param next to be served once the API server trusts it
 */
record CertificateSecret(
    boolean ours, Optional<ServingCertificate> current, Optional<ServingCertificate> next) {
  static final String NAME = "soft-delete-webhook-tls";

  static CertificateSecret of(KubeObject secret) {
    String ca = text(secret, "ca.crt");
    return new CertificateSecret(
        ManagedBy.OPERATOR.equals(secret.labels().get(ManagedBy.LABEL)),
        ServingCertificate.read(text(secret, "tls.crt"), text(secret, "tls.key"), ca),
        ServingCertificate.read(text(secret, "next.crt"), text(secret, "next.key"), ca));
  }

  /** What the API server has to trust for any of its certificates. */
  CaBundle authorities() {
    CaBundle now = current.map(ServingCertificate::authority).orElse(CaBundle.NONE);
    return ours ? now.with(next.map(ServingCertificate::authority).orElse(CaBundle.NONE)) : now;
  }

  /** For a merge patch as well: what is not there any more is null. */
  ObjectNode manifest() {
    ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
    secret.put("type", "kubernetes.io/tls");
    ObjectNode metadata = secret.putObject("metadata").put("name", NAME);
    ManagedBy.label(metadata);
    ObjectNode data = secret.putObject("data");
    ServingCertificate serving = current.orElseThrow();
    data.put("tls.crt", encode(serving.certificatePem()));
    data.put("tls.key", encode(serving.keyPem()));
    data.put("ca.crt", encode(authorities().pem()));
    data.put("next.crt", next.map(n -> encode(n.certificatePem())).orElse(null));
    data.put("next.key", next.map(n -> encode(n.keyPem())).orElse(null));
    return secret;
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(KubeObject secret, String key) {
    byte[] bytes = Base64.getDecoder().decode(secret.json().path("data").path(key).asText());
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
