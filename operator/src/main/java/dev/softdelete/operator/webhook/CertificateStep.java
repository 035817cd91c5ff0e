package dev.softdelete.operator.webhook;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happens to the Secret next. A new certificate is first stored beside the current one; the
 * API server is told to trust both; only then does it become the current one. So a replica that
 * starts at any moment of a rotation finds one to serve that is trusted already.
 */
sealed interface CertificateStep {
  /** Nothing is written. */
  record Serve(ServingCertificate current) implements CertificateStep {}

  /** A new one to be served at once, because there is none of use. */
  record Make(List<String> hosts) implements CertificateStep {}

  /** A new one beside the one that is served. */
  record Stage(ServingCertificate current, List<String> hosts) implements CertificateStep {}

  /** The new one takes over. */
  record Promote(ServingCertificate next) implements CertificateStep {}

  /** It is somebody else's and of no use: they have to be told. */
  record Report(String message) implements CertificateStep {}

  /**
   * What there is.
   *
   * @param inUse served by this replica just now
   * @param hosts what a certificate has to be for
   * @param nextTrusted whether the API server trusts the one that is to come
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

  /** Decides it. */
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

  /** What this replica serves is trusted, and goes on until a new one is. */
  private static CertificateStep instead(Situation s, List<String> hosts) {
    return s.inUse()
        .filter(s::good)
        .<CertificateStep>map(inUse -> new Stage(inUse, hosts))
        .orElseGet(() -> new Make(hosts));
  }

  /** In a rolling update old and new replicas may be reached by different names. */
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
