package dev.softdelete.operator.capture;

import dev.softdelete.api.RetentionBounds;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.RetentionDuration;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long an object is kept: by its own annotation within the policy's bounds, else by the policy.
 *
 * @param retention empty: indefinitely
 * @param min the shortest that may be asked for
 * @param max the longest that may be asked for; empty: indefinitely
 * @param complaint what was wrong with the annotation, if anything was
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
    // What the policy itself gives is within bounds by definition.
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
