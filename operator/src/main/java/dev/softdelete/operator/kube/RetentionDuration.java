package dev.softdelete.operator.kube;

import dev.softdelete.api.SoftDelete;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads and writes durations in the form of the API: Go durations, whole days ({@code 30d}), or
 * Indefinite.
 */
public final class RetentionDuration {
  /** The longest duration. It fits a Go duration, and calendar computations accept it. */
  private static final Duration LONGEST = Duration.ofDays(99_999);

  /** The longest text. A longer text is not a duration, and would be too much for the patterns. */
  private static final int LONGEST_TEXT = 64;

  private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})d");
  private static final Pattern GO = Pattern.compile("(([0-9]{1,7}(\\.[0-9]{1,3})?)(h|ms|m|s))+");
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|m|s)");

  private RetentionDuration() {}

  /**
   * Parses a duration; empty for Indefinite.
   *
   * @throws IllegalArgumentException when the text is in none of the three forms
   */
  public static Optional<Duration> parse(String text) {
    if (text.equals(SoftDelete.INDEFINITE)) {
      return Optional.empty();
    }
    var days = DAYS.matcher(text);
    if (text.length() <= LONGEST_TEXT && days.matches()) {
      return Optional.of(Duration.ofDays(Long.parseLong(days.group(1))));
    }
    if (text.length() > LONGEST_TEXT || !GO.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + PlainText.of(text, LONGEST_TEXT)
              + "' is not a duration: write a Go duration (72h), days (30d) or Indefinite");
    }
    var total = Duration.ZERO;
    var parts = PART.matcher(text);
    while (parts.find()) {
      total = total.plus(part(new BigDecimal(parts.group(1)), parts.group(2)));
    }
    if (total.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is longer than 99999 days: write Indefinite");
    }
    return Optional.of(total);
  }

  /** Returns the duration as a Go duration without days, which CEL can read too. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    return duration.toSeconds() % 3600 == 0 ? duration.toHours() + "h" : duration.toSeconds() + "s";
  }

  private static Duration part(BigDecimal amount, String unit) {
    long millis =
        switch (unit) {
          case "h" -> 3_600_000;
          case "m" -> 60_000;
          case "s" -> 1_000;
          default -> 1;
        };
    return Duration.ofMillis(amount.multiply(BigDecimal.valueOf(millis)).longValue());
  }
}
