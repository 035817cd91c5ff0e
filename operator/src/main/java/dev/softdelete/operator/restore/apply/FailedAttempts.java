package dev.softdelete.operator.restore.apply;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The failed attempts to apply a manifest, as they are noted beside the stored manifest: {@code
 * TIME COUNT}.
 *
 * @param first the time of the first one, by the clock of the API server, to the second
 */
record FailedAttempts(Instant first, int count) {
  /** The time that an error which may pass has to pass. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * The fewest attempts. An operator that was down for longer has not tried in the meantime, and an
   * attempt that it had made before says little.
   */
  private static final int FEWEST = 5;

  /** Returns the attempts after another one has failed. */
  static FailedAttempts after(Optional<String> noted, Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    return noted
        .flatMap(FailedAttempts::parse)
        .map(before -> new FailedAttempts(before.first, before.count + 1))
        .orElseGet(() -> new FailedAttempts(second, 1));
  }

  private static Optional<FailedAttempts> parse(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return parts.length == 2
          ? Optional.of(new FailedAttempts(Instant.parse(parts[0]), Integer.parseInt(parts[1])))
          : Optional.empty();
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  String text() {
    return first + " " + count;
  }

  /** Whether no further attempt is made. */
  boolean areEnough(Instant now) {
    return count >= FEWEST && !now.isBefore(first.plus(LONGEST));
  }
}
