package dev.softdelete.operator.policy;

import dev.softdelete.api.RetentionBounds;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.RetentionDuration;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long an object is kept: by its own annotation within the policy's bounds, otherwise by the
 * policy.
 *
 * @param retention the retention; empty if the object is kept indefinitely
 * @param min the shortest retention that a user may request
 * @param max the longest retention that a user may request; empty if there is no maximum
 * @param complaint what is wrong with the annotation, if anything
 */
public record RetentionChoice(
    Optional<Duration> retention,
    Duration min,
    Optional<Duration> max,
    Optional<String> complaint) {

  public static RetentionChoice of(SoftDeletePolicySpec policy, Map<String, String> annotations) {
    Optional<Duration> standard = RetentionDuration.parse(policy.retention());
    RetentionBounds bounds =
        Optional.ofNullable(policy.retentionBounds()).orElse(RetentionBounds.DEFAULT);
    // The policy's own retention is within the bounds by definition.
    Duration min = shorter(RetentionDuration.parse(bounds.min()).orElseThrow(), standard);
    Optional<Duration> max = longer(RetentionDuration.parse(bounds.max()), standard);
    String asked = annotations.get(SoftDelete.RETENTION_ANNOTATION);
    if (asked == null) {
      return new RetentionChoice(standard, min, max, Optional.empty());
    }
    Optional<Duration> own;
    try {
      own = RetentionDuration.parse(asked);
    } catch (IllegalArgumentException e) {
      return new RetentionChoice(standard, min, max, Optional.of(e.getMessage()));
    }
    if (own.isPresent() && own.get().compareTo(min) < 0) {
      return clamped(Optional.of(min), min, max, asked);
    }
    if (max.isPresent() && (own.isEmpty() || own.get().compareTo(max.get()) > 0)) {
      return clamped(max, min, max, asked);
    }
    return new RetentionChoice(own, min, max, Optional.empty());
  }

  /**
   * As {@link #of}, for annotations that a conversion webhook may have written. They may lengthen
   * the retention, but not shorten it.
   */
  static RetentionChoice notShorter(SoftDeletePolicySpec policy, Map<String, String> annotations) {
    RetentionChoice asked = of(policy, annotations);
    RetentionChoice standard = of(policy, Map.of());
    RetentionChoice longest = asked.longest(standard);
    return longest.retention.equals(asked.retention)
        ? asked
        : new RetentionChoice(
            longest.retention,
            asked.min,
            asked.max,
            Optional.of(
                "the kind has a conversion webhook, which may write annotations, so "
                    + SoftDelete.RETENTION_ANNOTATION
                    + " cannot shorten the retention: kept "
                    + text(longest.retention)));
  }

  /** Returns the longer of both retentions, and of their limits. */
  RetentionChoice longest(RetentionChoice other) {
    return new RetentionChoice(
        longestOf(retention, other.retention),
        min.compareTo(other.min) >= 0 ? min : other.min,
        longestOf(max, other.max),
        complaint);
  }

  private static Optional<Duration> longestOf(Optional<Duration> a, Optional<Duration> b) {
    return a.flatMap(x -> b.map(y -> x.compareTo(y) >= 0 ? x : y));
  }

  private static RetentionChoice clamped(
      Optional<Duration> retention, Duration min, Optional<Duration> max, String asked) {
    String bounds = text(Optional.of(min)) + " to " + text(max);
    return new RetentionChoice(
        retention,
        min,
        max,
        Optional.of(
            "'"
                + asked
                + "' is outside the policy's bounds, "
                + bounds
                + ": kept "
                + text(retention)));
  }

  private static String text(Optional<Duration> duration) {
    return duration.map(RetentionDuration::format).orElse(SoftDelete.INDEFINITE);
  }

  private static Duration shorter(Duration min, Optional<Duration> standard) {
    return standard.filter(s -> s.compareTo(min) < 0).orElse(min);
  }

  private static Optional<Duration> longer(Optional<Duration> max, Optional<Duration> standard) {
    if (max.isEmpty() || standard.isEmpty()) {
      return Optional.empty();
    }
    return max.get().compareTo(standard.get()) >= 0 ? max : standard;
  }
}
