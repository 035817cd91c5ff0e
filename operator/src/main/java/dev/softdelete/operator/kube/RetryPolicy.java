package dev.softdelete.operator.kube;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether and when a request is sent again. This concerns requests that were not answered,
 * and those that may get another answer a moment later.
 *
 * @param times how often it is sent again at most
 * @param firstPause the pause before it is sent again for the first time; doubled each time
 * @param longestPause the longest pause, whatever the API server asks for
 * @param within how long after the first attempt it may be sent again
 */
record RetryPolicy(int times, Duration firstPause, Duration longestPause, Duration within) {
  /**
   * The usual policy is short, because every caller repeats its whole step later and reports in the
   * meantime what is wrong.
   */
  static final RetryPolicy USUAL =
      new RetryPolicy(2, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(30));

  private static final int TOO_MANY_REQUESTS = 429;

  /** Returns the pause after an answer; empty when the answer is final. */
  Optional<Duration> afterAnswer(int sent, Duration since, int code, Optional<String> retryAfter) {
    return code == TOO_MANY_REQUESTS || code >= 500
        ? pause(sent, since, retryAfter.flatMap(RetryPolicy::seconds).orElse(Duration.ZERO))
        : Optional.empty();
  }

  /**
   * Returns the pause after a connection broke before the answer. Then it is unknown whether the
   * request was carried out.
   */
  Optional<Duration> afterBreak(int sent, Duration since) {
    return pause(sent, since, Duration.ZERO);
  }

  private Optional<Duration> pause(int sent, Duration since, Duration asked) {
    if (sent > times) {
      return Optional.empty();
    }
    Duration own = firstPause.multipliedBy(1L << (sent - 1));
    Duration longer = asked.compareTo(own) > 0 ? asked : own;
    Duration pause = longer.compareTo(longestPause) > 0 ? longestPause : longer;
    return since.plus(pause).compareTo(within) > 0 ? Optional.empty() : Optional.of(pause);
  }

  /** Parses the seconds that the API server sends. A date, which a proxy may send, is ignored. */
  private static Optional<Duration> seconds(String retryAfter) {
    try {
      return Optional.of(Duration.ofSeconds(Integer.parseInt(retryAfter.trim())));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
