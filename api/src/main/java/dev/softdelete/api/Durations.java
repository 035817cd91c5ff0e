package dev.softdelete.api;

/** How durations are written in the API: Go durations, or whole days. */
final class Durations {
  static final String PATTERN = "^([0-9]{1,5}d|([0-9]{1,6}(\\.[0-9]{1,3})?(h|m|s|ms))+)$";
  static final String PATTERN_OR_INDEFINITE =
      "^(Indefinite|[0-9]{1,5}d|([0-9]{1,6}(\\.[0-9]{1,3})?(h|m|s|ms))+)$";

  private Durations() {}
}
