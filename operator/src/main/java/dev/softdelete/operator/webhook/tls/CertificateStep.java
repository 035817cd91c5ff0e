package dev.softdelete.operator.webhook.tls;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The next step for the Secret. A new certificate is first stored beside the current one. Then the
 * API server is told to trust both. Only then does the new certificate become the current one. So a
 * replica that starts at any time during a rotation finds a certificate that is already trusted.
 */
sealed interface CertificateStep {
  /** Nothing is written, and the current certificate is served. */
  record Serve(ServingCertificate current) implements CertificateStep {}

  /** A new certificate is made and served at once, because no usable certificate exists. */
  record Make(List<String> hosts) implements CertificateStep {}

  /** A new certificate is stored beside the one that is served. */
  record Stage(ServingCertificate current, List<String> hosts) implements CertificateStep {}

  /** The new certificate becomes the current one. */
  record Promote(ServingCertificate next) implements CertificateStep {}

  /**
   * The certificate is not usable, but another component manages it. The problem is reported for
   * its administrators.
   */
  record Report(String message) implements CertificateStep {}

  /**
   * The facts from which the next step is decided.
   *
   * @param inUse the certificate that this replica serves now
   * @param hosts the hosts that a certificate has to cover
   * @param nextTrusted whether the API server trusts the next certificate
   */
  record Situation(
      Optional<CertificateSecret> stored,
      Optional<ServingCertificate> inUse,
      List<String> hosts,
      boolean nextTrusted,
      Instant now) {

    private boolean good(ServingCertificate certificate) {
      return !certificate.expired(now) && certificate.hosts().containsAll(hosts);
    }
  }

  /** Decides the next step. */
  static CertificateStep of(Situation s) {
    if (s.stored().isEmpty()) {
      return instead(s, s.hosts());
    }
    CertificateSecret stored = s.stored().get();
    return stored.ours() ? ours(stored, s) : theirs(stored, s);
  }

  private static CertificateStep ours(CertificateSecret stored, Situation s) {
    Optional<ServingCertificate> next = stored.next().filter(s::good);
    Optional<ServingCertificate> current = stored.current().filter(s::good);
    if (current.isEmpty()) {
      return next.<CertificateStep>map(Promote::new)
          .orElseGet(() -> instead(s, union(stored, s.hosts())));
    }
    if (next.isPresent()) {
      return s.nextTrusted() ? new Promote(next.get()) : new Serve(current.get());
    }
    return current.get().dueForRenewal(s.now())
        ? new Stage(current.get(), s.hosts())
        : new Serve(current.get());
  }

  /**
   * Replaces a missing or unusable certificate. The certificate that this replica serves is
   * trusted, so it stays in use until a new one is trusted.
   */
  private static CertificateStep instead(Situation s, List<String> hosts) {
    return s.inUse()
        .filter(s::good)
        .<CertificateStep>map(inUse -> new Stage(inUse, hosts))
        .orElseGet(() -> new Make(hosts));
  }

  /**
   * Returns the new and the stored hosts. During a rolling update the API server may reach old and
   * new replicas by different names.
   */
  private static List<String> union(CertificateSecret stored, List<String> hosts) {
    Set<String> all = new LinkedHashSet<>(hosts);
    stored.current().ifPresent(c -> all.addAll(c.hosts()));
    return List.copyOf(all);
  }

  private static CertificateStep theirs(CertificateSecret stored, Situation s) {
    if (stored.current().isEmpty()) {
      return new Report("it holds no certificate with its key");
    }
    ServingCertificate current = stored.current().get();
    if (current.expired(s.now()) && s.inUse().filter(u -> !u.sameAs(current)).isPresent()) {
      return new Report("it expired at " + current.expires());
    }
    return new Serve(current);
  }
}
