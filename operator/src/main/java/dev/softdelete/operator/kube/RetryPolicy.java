package dev.softdelete.operator.kube;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether and when a request is sent again that was not answered, or that may be answered otherwise
 * a moment later.
 *
 * @param times how often it is sent again at most
 * @param firstPause before it is sent again; doubled each time
 * @param longestPause at most, whatever the API server asks for
 * @param within how long after the first time it may be sent again
 */
record RetryPolicy(int times, Duration firstPause, Duration longestPause, Duration within) {
  /** Every caller repeats its whole step later, and reports meanwhile what is wrong. */
  static final RetryPolicy USUAL =
      new RetryPolicy(2, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(30));

  private static final int TOO_MANY_REQUESTS = 429;

  /** After an answer: empty when it is final. */
  Optional<Duration> afterAnswer(int sent, Duration since, int code, Optional<String> retryAfter) {
    return code == TOO_MANY_REQUESTS || code >= 500
        ? pause(sent, since, retryAfter.flatMap(RetryPolicy::seconds).orElse(Duration.ZERO))
        : Optional.empty();
  }

  /** After a connection that broke before the answer: nobody knows whether it was carried out. */
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

  /** The API server sends seconds; a date, which a proxy may send, is not waited for. */
  private static Optional<Duration> seconds(String retryAfter) {
    try {
      return Optional.of(Duration.ofSeconds(Integer.parseInt(retryAfter.trim())));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
