package dev.softdelete.operator.kube;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Parses the time of an entry of {@code managedFields}. Any user who may write the object can write
 * these entries, so the time may be invalid.
 */
public final class FieldTime {
  private FieldTime() {}

  /**
   * Returns the time; empty when it is missing or cannot be read.
   *
   * @param text null or empty when there is no time
   */
  public static Optional<Instant> of(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
