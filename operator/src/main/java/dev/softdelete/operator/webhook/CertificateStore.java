package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in a Secret that all replicas share. Whichever finds none, or one due for
 * renewal, writes a new one; one that somebody else manages (cert-manager) is only read.
 */
public final class CertificateStore {
  private static final Logger log = LoggerFactory.getLogger(CertificateStore.class);
  static final String NAME = "soft-delete-webhook-tls";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private final ApiServer api;
  private final String namespace;
  private final List<String> hosts;

  /** A store of certificates for these DNS names and IP addresses. */
  public CertificateStore(ApiServer api, String namespace, List<String> hosts) {
    this.api = api;
    this.namespace = namespace;
    this.hosts = List.copyOf(hosts);
  }

  /** The certificate to serve from now on. */
  public ServingCertificate current(Instant now) {
    Optional<KubeObject> secret = api.find(path()).map(KubeObject::parse);
    if (secret.isEmpty()) {
      return create(now);
    }
    ServingCertificate stored = read(secret.get());
    boolean ours = "soft-delete-operator".equals(secret.get().labels().get(MANAGED_BY));
    return ours && !usable(stored, now) ? renew(secret.get(), now) : stored;
  }

  private boolean usable(ServingCertificate stored, Instant now) {
    try {
      var names = stored.x509().getSubjectAlternativeNames();
      boolean named =
          names != null && names.stream().map(n -> n.get(1).toString()).toList().containsAll(hosts);
      return named && !stored.dueForRenewal(now);
    } catch (IllegalArgumentException | CertificateParsingException e) {
      return false;
    }
  }

  private ServingCertificate create(Instant now) {
    ServingCertificate made = ServingCertificate.make(hosts, now);
    ObjectNode secret = secret(made);
    try {
      api.create(ResourceType.SECRETS.path(Optional.of(namespace)), secret);
      return made;
    } catch (ApiException e) {
      if (!e.alreadyExists()) {
        throw e;
      }
      return read(KubeObject.parse(api.get(path())));
    }
  }

  private ServingCertificate renew(KubeObject before, Instant now) {
    ServingCertificate made = ServingCertificate.make(hosts, now);
    ObjectNode secret = secret(made);
    secret.withObject("/metadata").put("resourceVersion", before.resourceVersion());
    try {
      api.mergePatch(path(), secret);
      log.info("the webhook's certificate is renewed");
      return made;
    } catch (ApiException e) {
      if (!e.conflict()) {
        throw e;
      }
      return read(KubeObject.parse(api.get(path())));
    }
  }

  private static ObjectNode secret(ServingCertificate made) {
    ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
    secret.put("type", "kubernetes.io/tls");
    ObjectNode metadata = secret.putObject("metadata").put("name", NAME);
    metadata.putObject("labels").put(MANAGED_BY, "soft-delete-operator");
    secret
        .putObject("data")
        .put("tls.crt", encode(made.certificate()))
        .put("tls.key", encode(made.key()))
        .put("ca.crt", encode(made.authority()));
    return secret;
  }

  private static ServingCertificate read(KubeObject secret) {
    return new ServingCertificate(
        decode(secret, "tls.crt"), decode(secret, "tls.key"), decode(secret, "ca.crt"));
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String decode(KubeObject secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.json().path("data").path(key).asText()),
        StandardCharsets.US_ASCII);
  }

  private String path() {
    return ResourceType.SECRETS.path(Optional.of(namespace), NAME);
  }
}
