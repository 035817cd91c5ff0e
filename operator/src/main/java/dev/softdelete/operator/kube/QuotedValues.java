package dev.softdelete.operator.kube;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes what is quoted or bracketed out of a text: strings in any quotes, JSON, and Go's maps,
 * lists and structs. Whatever has no end reaches to the end of the text.
 */
final class QuotedValues {
  /** What stands in a text for what was taken out. */
  static final String OUT = "…";

  /** Begins a part of the input in an error of the JSON decoder. */
  private static final String INPUT = "...|";

  private static final Pattern LIST_OF_ERRORS =
      Pattern.compile("^(|[^\\[]*: )\\[[\\w.\\[\\]]+: [A-Z]");

  private final String text;
  private final StringBuilder kept = new StringBuilder();

  private QuotedValues(String text) {
    this.text = text;
  }

  /** Returns the text without quoted values. A list of errors at its end keeps its items. */
  static String takenOut(String text) {
    Matcher list = LIST_OF_ERRORS.matcher(text);
    boolean closed = list.find() && end(text, list.end(1)) == text.length();
    String open =
        closed
            ? text.substring(0, list.end(1)) + text.substring(list.end(1) + 1, text.length() - 1)
            : text;
    return new QuotedValues(open).scan();
  }

  /** Returns where the value that begins at the index ends. */
  static int end(String text, int begin) {
    return switch (text.charAt(begin)) {
      case '"' -> endOfString(text, begin, '"');
      case '`' -> endOfString(text, begin, '`');
      case '“' -> endOfString(text, begin, '”');
      case '\'' -> endOfSingle(text, begin);
      default -> endOfBrackets(text, begin);
    };
  }

  private String scan() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith(INPUT, at)) {
        at = takeOut(text.length());
      } else if (c == '"' || c == '`' || c == '“' || (c == '\'' && opens(at))) {
        at = takeOut(end(text, at));
      } else if (c == '{' || (c == '[' && !isIndex(at))) {
        dropTypeName();
        at = takeOut(end(text, at));
      } else {
        kept.append(c);
        at++;
      }
    }
    return kept.toString();
  }

  private int takeOut(int end) {
    kept.append(OUT);
    return end;
  }

  /** Removes what belongs to a bracket, such as the name of its type. */
  private void dropTypeName() {
    int end = kept.length();
    while (end > 0
        && !Character.isWhitespace(kept.charAt(end - 1))
        && kept.charAt(end - 1) != '(') {
      end--;
    }
    kept.setLength(end);
  }

  /** Whether the bracket is an index in the path of a field. */
  private boolean isIndex(int at) {
    int end = text.indexOf(']', at);
    return at > 0
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && end > at + 1
        && text.substring(at + 1, end).matches("[0-9]{1,6}|\\*");
  }

  /** Whether the quote opens a string, unlike an apostrophe. */
  private boolean opens(int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  private static int endOfString(String text, int begin, char closing) {
    for (int at = begin + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && closing == '"') {
        at++;
      } else if (c == closing) {
        return at + 1;
      }
    }
    return text.length();
  }

  private static int endOfSingle(String text, int begin) {
    for (int at = begin + 1; at < text.length(); at++) {
      boolean last = at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
      if (text.charAt(at) == '\'' && last) {
        return at + 1;
      }
    }
    return text.length();
  }

  private static int endOfBrackets(String text, int begin) {
    int depth = 0;
    for (int at = begin; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> at = endOfString(text, at, '"') - 1;
        default -> {}
      }
      if (depth == 0) {
        return at + 1;
      }
    }
    return text.length();
  }
}
