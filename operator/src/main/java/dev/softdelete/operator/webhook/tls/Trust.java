package dev.softdelete.operator.webhook.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The authorities that the API server trusts according to its webhook configurations, and the time
 * since when each has been seen there.
 *
 * @param asking whether a configuration exists at all; without one the API server never calls the
 *     webhook
 */
public record Trust(boolean asking, Map<X509Certificate, Instant> since) {
  /** The time until each API server has received a change. */
  static final Duration SETTLED_AFTER = Duration.ofSeconds(10);

  public static final Trust UNKNOWN = new Trust(true, Map.of());

  public Trust {
    since = Map.copyOf(since);
  }

  /**
   * Returns the trust after another look at the configurations.
   *
   * @param trusted the authorities that every webhook trusts; empty if there is no webhook
   */
  public Trust seen(Optional<CaBundle> trusted, Instant now) {
    var next = new HashMap<X509Certificate, Instant>();
    trusted
        .orElse(CaBundle.NONE)
        .certificates()
        .forEach(c -> next.put(c, since.getOrDefault(c, now)));
    return new Trust(trusted.isPresent(), next);
  }

  boolean now(ServingCertificate certificate) {
    return !asking || since.keySet().containsAll(certificate.authority().certificates());
  }

  public boolean settled(ServingCertificate certificate, Instant now) {
    return !asking
        || certificate.authority().certificates().stream()
            .allMatch(c -> since.containsKey(c) && !now.isBefore(since.get(c).plus(SETTLED_AFTER)));
  }

  /**
   * Whether a replica replaces the certificate that it serves by another one. It does so only if
   * the other certificate is trusted, unless there is nothing to lose.
   */
  public boolean shallReplace(ServingCertificate inUse, ServingCertificate other, Instant now) {
    if (inUse.sameAs(other)) {
      return false;
    }
    boolean nothingToLose = inUse.expired(now) || !now(inUse);
    return nothingToLose || (settled(other, now) && !other.expired(now));
  }
}
