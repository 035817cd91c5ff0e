package dev.softdelete.operator.kube;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The time of an entry of {@code managedFields}: anybody who may write the object writes those. */
public final class FieldTime {
  private FieldTime() {}

  /**
   * Empty where there is none that can be read.
   *
   * @param text null or empty where there is none
   */
  public static Optional<Instant> of(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
