package dev.softdelete.operator.admission;

import java.util.List;
import java.util.stream.Collectors;

/** Literals of the expression language. */
public final class Cel {
  private Cel() {}

  public static String quote(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r");
    return "'" + escaped + "'";
  }

  public static String list(List<String> values) {
    return values.stream().map(Cel::quote).collect(Collectors.joining(", ", "[", "]"));
  }
}
