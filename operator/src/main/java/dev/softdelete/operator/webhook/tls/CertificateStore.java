package dev.softdelete.operator.webhook.tls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in a Secret that all replicas share. Any replica that finds a step to be due
 * takes it. A certificate that another component (cert-manager) manages is only read.
 */
public final class CertificateStore {
  private static final Logger log = LoggerFactory.getLogger(CertificateStore.class);
  private static final int ATTEMPTS = 3;

  private final ApiServer api;
  private final String namespace;
  private final List<String> hosts;
  private String reported = "";

  /** Creates a store of certificates for these DNS names and IP addresses. */
  public CertificateStore(ApiServer api, String namespace, List<String> hosts) {
    this.api = api;
    this.namespace = namespace;
    this.hosts = List.copyOf(hosts);
  }

  /**
   * Returns the certificate to start with. The webhook serves even if the Secret is not usable,
   * because the Secret may be repaired later.
   */
  public ServingCertificate first(Instant now) {
    try {
      return advance(Optional.empty(), now, next -> false)
          .current()
          .orElseGet(() -> CertificateMaker.USUAL.make(hosts, now));
    } catch (RuntimeException e) {
      log.warn("the webhook's certificate cannot be read yet: {}", e.toString());
      return CertificateMaker.USUAL.make(hosts, now);
    }
  }

  /**
   * Takes the next step, if there is one.
   *
   * @param inUse the certificate that this replica serves
   * @param trusted whether the API server trusts a certificate
   * @return the present Secret
   */
  public CertificateSecret advance(
      Optional<ServingCertificate> inUse, Instant now, Predicate<ServingCertificate> trusted) {
    for (int attempt = 1; ; attempt++) {
      Optional<KubeObject> secret = api.find(path()).map(KubeObject::parse);
      Optional<CertificateSecret> stored = secret.map(CertificateSecret::of);
      boolean nextTrusted = stored.flatMap(CertificateSecret::next).filter(trusted).isPresent();
      var step =
          CertificateStep.of(new CertificateStep.Situation(stored, inUse, hosts, nextTrusted, now));
      report(step);
      Optional<CertificateSecret> wanted = wanted(step, now);
      if (wanted.isEmpty()) {
        return stored.orElseThrow();
      }
      try {
        write(secret, wanted.get());
        return wanted.get();
      } catch (ApiException e) {
        boolean otherThanRead = e.conflict() || (e.notFound() && secret.isPresent());
        if (!otherThanRead || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static Optional<CertificateSecret> wanted(CertificateStep step, Instant now) {
    return switch (step) {
      case CertificateStep.Serve s -> Optional.empty();
      case CertificateStep.Report r -> Optional.empty();
      case CertificateStep.Make m -> {
        log.info("a certificate is made for the webhook");
        yield ours(CertificateMaker.USUAL.make(m.hosts(), now), Optional.empty());
      }
      case CertificateStep.Stage s -> {
        log.info("a new certificate is made for the webhook; served once it is trusted");
        yield ours(s.current(), Optional.of(CertificateMaker.USUAL.make(s.hosts(), now)));
      }
      case CertificateStep.Promote p -> {
        log.info("the webhook's new certificate takes over; it expires at {}", p.next().expires());
        yield ours(p.next(), Optional.empty());
      }
    };
  }

  private static Optional<CertificateSecret> ours(
      ServingCertificate current, Optional<ServingCertificate> next) {
    return Optional.of(new CertificateSecret(true, Optional.of(current), next));
  }

  private void report(CertificateStep step) {
    String message = step instanceof CertificateStep.Report r ? r.message() : "";
    if (!message.isEmpty() && !message.equals(reported)) {
      log.error(
          "the webhook's certificate in Secret {}/{} is of no use: {}. Somebody else manages it, so"
              + " it is left alone; correct it there, or delete the Secret to have one made.",
          namespace,
          CertificateSecret.NAME,
          message);
    }
    reported = message;
  }

  private void write(Optional<KubeObject> before, CertificateSecret wanted) {
    ObjectNode manifest = wanted.manifest();
    if (before.isPresent()) {
      manifest.withObject("/metadata").put("resourceVersion", before.get().resourceVersion());
      // The type of a Secret never changes. It may be Opaque if a user restored the Secret by hand.
      manifest.remove("type");
      api.mergePatch(path(), manifest);
    } else {
      manifest.withObject("/data").properties().removeIf(e -> e.getValue().isNull());
      api.create(ResourceType.SECRETS.path(Optional.of(namespace)), manifest);
    }
  }

  private String path() {
    return ResourceType.SECRETS.path(Optional.of(namespace), CertificateSecret.NAME);
  }
}
