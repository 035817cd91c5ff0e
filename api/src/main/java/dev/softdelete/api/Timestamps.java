package dev.softdelete.api;

/**
 * How times are written in the API. The API server's {@code date-time} leaves more open than
 * clients read: any number of digits, any sign before them, any offset.
 */
final class Timestamps {
  static final String PATTERN =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
          + "(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9]|[+-]18:00)$";

  private Timestamps() {}
}
