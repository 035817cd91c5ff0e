package dev.softdelete.operator.admission;

import java.util.List;
import java.util.stream.Collectors;

/** Builds literals of the Common Expression Language (CEL). */
public final class Cel {
  private Cel() {}

  public static String quote(String text) {
    var quoted = new StringBuilder("'");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\\' || c == '\'') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c < ' ' || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append("'").toString();
  }

  public static String list(List<String> values) {
    return values.stream().map(Cel::quote).collect(Collectors.joining(", ", "[", "]"));
  }
}
