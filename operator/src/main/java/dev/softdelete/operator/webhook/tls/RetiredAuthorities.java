package dev.softdelete.operator.webhook.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The authorities that are still trusted but no longer needed. They stay trusted for a while,
 * because a replica may still serve a certificate of theirs. They are read from the webhook
 * configurations, so that a new leader keeps them too. The new leader measures the time from its
 * own first look.
 */
public record RetiredAuthorities(Map<X509Certificate, Instant> since) {
  static final Duration KEPT = Duration.ofMinutes(10);

  public static final RetiredAuthorities NONE = new RetiredAuthorities(Map.of());

  public RetiredAuthorities {
    since = Map.copyOf(since);
  }

  /**
   * Returns the retired authorities after another look at the configurations.
   *
   * @param needed the authorities of the certificates that are or will be served
   * @param trusted the authorities in the existing configurations
   */
  public RetiredAuthorities seen(CaBundle needed, CaBundle trusted, Instant now) {
    var next = new HashMap<X509Certificate, Instant>();
    trusted.certificates().stream()
        .filter(c -> !needed.certificates().contains(c))
        .forEach(c -> next.put(c, since.getOrDefault(c, now)));
    return new RetiredAuthorities(next);
  }

  /**
   * Returns the authorities that stay trusted. Their order is stable, so that nothing is written
   * without a change.
   */
  public CaBundle kept(Instant now) {
    return new CaBundle(
        since.entrySet().stream()
            .filter(e -> now.isBefore(e.getValue().plus(KEPT)))
            .map(Map.Entry::getKey)
            .filter(c -> now.isBefore(c.getNotAfter().toInstant()))
            .sorted(Comparator.comparing(X509Certificate::getSerialNumber))
            .toList());
  }
}
