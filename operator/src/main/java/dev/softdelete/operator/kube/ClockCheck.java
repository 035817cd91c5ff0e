package dev.softdelete.operator.kube;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether the operator may purge. It must not do so when its clock differs from the API
 * server's clock.
 */
public final class ClockCheck {
  /** The tolerated difference. With a greater one, one of the two clocks is wrong. */
  static final Duration TOLERANCE = Duration.ofMinutes(2);

  private ClockCheck() {}

  /**
   * Compares the two clocks.
   *
   * @param ahead how far the operator's clock is ahead of the API server's
   * @return the reason not to purge, if there is one
   */
  public static Optional<String> objection(Duration ahead) {
    if (ahead.abs().compareTo(TOLERANCE) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "The operator's clock is "
            + ahead.abs().plusSeconds(30).toMinutes()
            + " minutes"
            + (ahead.isNegative() ? " behind" : " ahead of")
            + " the API server's, so nothing is purged. Set both clocks right (NTP); purging goes"
            + " on by itself.");
  }
}
