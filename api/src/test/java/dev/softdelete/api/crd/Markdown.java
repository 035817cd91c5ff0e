package dev.softdelete.api.crd;

import java.util.List;
import java.util.stream.Collectors;

/** Writes Markdown. */
final class Markdown {
  private static final int WIDTH = 120;

  private Markdown() {}

  static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  /** Returns text in which no character has a meaning in Markdown. */
  static String text(String text) {
    return text.replaceAll("[\\\\*_|<\\[]", "\\\\$0");
  }

  static String table(List<String> header, List<List<String>> rows) {
    return row(header)
        + "|"
        + "---|".repeat(header.size())
        + "\n"
        + rows.stream().map(Markdown::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Wraps a paragraph at the width of the documentation. */
  static String paragraph(String text) {
    var lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        lines.append('\n');
        column = 0;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.append('\n').toString();
  }
}
