package dev.softdelete.operator.webhook;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Authorities that are trusted and not needed any more. They stay for a while, because a replica
 * may still serve by them. What they are is read from the webhook configurations, so that a new
 * leader, who takes the time anew, keeps them as well.
 */
record RetiredAuthorities(Map<X509Certificate, Instant> since) {
  static final Duration KEPT = Duration.ofMinutes(10);

  static final RetiredAuthorities NONE = new RetiredAuthorities(Map.of());

  RetiredAuthorities {
    since = Map.copyOf(since);
  }

  /**
   * Which they are by now.
   *
   * @param needed for what is or will be served
   * @param trusted by the configurations that there are
   */
  RetiredAuthorities seen(CaBundle needed, CaBundle trusted, Instant now) {
    var next = new HashMap<X509Certificate, Instant>();
    trusted.certificates().stream()
        .filter(c -> !needed.certificates().contains(c))
        .forEach(c -> next.put(c, since.getOrDefault(c, now)));
    return new RetiredAuthorities(next);
  }

  /** Those that stay, in an order by which nothing is written without a change. */
  CaBundle kept(Instant now) {
    return new CaBundle(
        since.entrySet().stream()
            .filter(e -> now.isBefore(e.getValue().plus(KEPT)))
            .map(Map.Entry::getKey)
            .filter(c -> now.isBefore(c.getNotAfter().toInstant()))
            .sorted(Comparator.comparing(X509Certificate::getSerialNumber))
            .toList());
  }
}
