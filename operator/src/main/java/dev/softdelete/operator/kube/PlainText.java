package dev.softdelete.operator.kube;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes text from other sources safe to show: the result is one line, contains no control
 * characters for a terminal, and reads in the order in which it is written.
 */
public final class PlainText {
  /** Control characters, and the characters that some programs treat as the end of a line. */
  private static final Pattern ACTIVE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern SPACE = Pattern.compile("[\\r\\n\\t]+");

  private PlainText() {}

  public static String of(String text, int longest) {
    // Cut first, so that no time is spent on text that is not shown.
    String spaced = SPACE.matcher(cut(text, longest)).replaceAll(" ");
    return cut(ACTIVE.matcher(spaced).replaceAll(PlainText::escaped), longest);
  }

  /** Returns the beginning of the text, without half of a character at its end. */
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean splits =
        Character.isHighSurrogate(text.charAt(longest - 1))
            && Character.isLowSurrogate(text.charAt(longest));
    return text.substring(0, splits ? longest - 1 : longest);
  }

  private static String escaped(MatchResult match) {
    return "\\\\u%04x".formatted(match.group().codePointAt(0));
  }
}
