package dev.softdelete.operator.webhook;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whom the API server trusts, by what its webhook configurations say, and since when they are seen
 * to.
 *
 * @param asking whether there is a configuration at all; without one nobody calls
 */
record Trust(boolean asking, Map<X509Certificate, Instant> since) {
  /** Until each API server has heard of a change. */
  static final Duration SETTLED_AFTER = Duration.ofSeconds(10);

  static final Trust UNKNOWN = new Trust(true, Map.of());

  Trust {
    since = Map.copyOf(since);
  }

  /**
   * What is known after another look.
   *
   * @param trusted what each webhook trusts; empty where there is none
   */
  Trust seen(Optional<CaBundle> trusted, Instant now) {
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

  boolean settled(ServingCertificate certificate, Instant now) {
    return !asking
        || certificate.authority().certificates().stream()
            .allMatch(c -> since.containsKey(c) && !now.isBefore(since.get(c).plus(SETTLED_AFTER)));
  }

  /**
   * Whether a replica that serves one certificate goes over to another: not before it is trusted,
   * unless there is nothing to lose.
   */
  boolean shallReplace(ServingCertificate inUse, ServingCertificate other, Instant now) {
    if (inUse.sameAs(other)) {
      return false;
    }
    boolean nothingToLose = inUse.expired(now) || !now(inUse);
    return nothingToLose || (settled(other, now) && !other.expired(now));
  }
}
