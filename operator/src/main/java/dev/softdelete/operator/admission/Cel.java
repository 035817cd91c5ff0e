package dev.softdelete.operator.admission;

/** Literals of the expression language. */
public final class Cel {
  private Cel() {}

  public static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
