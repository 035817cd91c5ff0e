package dev.softdelete.operator.kube;

import java.time.Duration;
import java.util.Optional;

/** An operator whose clock disagrees with the API server's does not trust itself with purging. */
public final class ClockCheck {
  /** Of more than this one of the two clocks is wrong. */
  static final Duration TOLERANCE = Duration.ofMinutes(2);

  private ClockCheck() {}

  /**
   * Holds the two clocks against each other.
   *
   * @param ahead how far the operator's clock is ahead of the API server's
   * @return why not to purge, if so
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
