package dev.softdelete.operator.kube;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text that others had a hand in, as people are shown it: in one line, which does nothing to a
 * terminal and reads in the order in which it is written.
 */
public final class PlainText {
  /** What controls, and what is a line's end to somebody. */
  private static final Pattern ACTIVE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern SPACE = Pattern.compile("[\\r\\n\\t]+");

  private PlainText() {}

  public static String of(String text, int longest) {
    // Before, so that it costs nothing to look through what is not shown.
    String spaced = SPACE.matcher(cut(text, longest)).replaceAll(" ");
    return cut(ACTIVE.matcher(spaced).replaceAll(PlainText::escaped), longest);
  }

  /** Its beginning, without half of a character at the end. */
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
