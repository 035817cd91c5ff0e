package dev.softdelete.operator.admission;

/** Literals of the expression language. */
final class Cel {
  private Cel() {}

  static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
