package dev.softdelete.operator.observe;

import dev.softdelete.api.Limits;
import dev.softdelete.api.ObservedForecast;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.RetentionDuration;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What would be soft-deleted at a time if the cluster went on as observed. It takes the retention
 * of the policy, without the annotations of single objects, and no record that ends early.
 *
 * @param over the time of the observation
 * @param retention empty if objects are kept indefinitely
 */
record Forecast(Duration over, Optional<Duration> retention, Limits limits) {
  private static final Duration DAY = Duration.ofDays(1);

  /** Less says nothing about a day. */
  private static final Duration SHORTEST = Duration.ofHours(1);

  /** What an ordinary record counts in limits.bytes beside its copy. */
  private static final long RECORD_BYTES = 2_000;

  static Forecast of(SoftDeletePolicySpec policy, Duration observed) {
    return new Forecast(
        observed.compareTo(SHORTEST) < 0 ? SHORTEST : observed, retention(policy), policy.limits());
  }

  /** Returns how long the policy keeps deleted objects; empty if indefinitely. */
  static Optional<Duration> retention(SoftDeletePolicySpec policy) {
    return policy.retention() == null
        ? Optional.of(Duration.ofDays(2))
        : RetentionDuration.parse(policy.retention());
  }

  long perDay(long observed) {
    return in(DAY, observed);
  }

  private long in(Duration time, long observed) {
    return BigDecimal.valueOf(observed)
        .multiply(BigDecimal.valueOf(time.toSeconds()))
        .divide(BigDecimal.valueOf(over.toSeconds()), RoundingMode.HALF_UP)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValue();
  }

  ObservedForecast all(Counts counts) {
    return new ObservedForecast(
        perDay(counts.captured()),
        perDay(counts.bytes()),
        retention.map(r -> in(r, counts.captured())).orElse(null),
        retention.map(r -> in(r, counts.bytes())).orElse(null),
        perDay(counts.refused()));
  }

  /** Returns how full the fuller limit of a namespace would be, in percent; null if unknown. */
  Long percentOfLimit(Counts inNamespace) {
    if (retention.isEmpty() || limits == null) {
      return null;
    }
    long records = in(retention.get(), inNamespace.captured());
    long bytes = in(retention.get(), inNamespace.bytes() + RECORD_BYTES * inNamespace.captured());
    return Stream.of(
            percent(records, Optional.ofNullable(limits.records()).map(BigDecimal::valueOf)),
            percent(bytes, Optional.ofNullable(limits.bytes()).map(Quantity::getAmountInBytes)))
        .flatMap(Optional::stream)
        .max(Long::compare)
        .orElse(null);
  }

  private static Optional<Long> percent(long used, Optional<BigDecimal> limit) {
    return limit
        .filter(l -> l.signum() > 0)
        .map(
            l ->
                BigDecimal.valueOf(used)
                    .multiply(BigDecimal.valueOf(100))
                    .divide(l, RoundingMode.DOWN)
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue());
  }
}
