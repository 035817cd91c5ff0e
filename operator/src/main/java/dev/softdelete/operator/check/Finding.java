package dev.softdelete.operator.check;

import dev.softdelete.operator.kube.PlainText;

/**
 * What a check has found.
 *
 * @param works whether this part of the installation works
 * @param subject the part of the installation
 * @param text what was found, and what to do if it does not work
 */
record Finding(boolean works, String subject, String text) {
  private static final int LONGEST = 1000;

  static Finding works(String subject, String text) {
    return new Finding(true, subject, text);
  }

  static Finding fails(String subject, String text) {
    return new Finding(false, subject, text);
  }

  /** Returns the finding as one line, in which no text of others can be taken for another line. */
  String line() {
    return (works ? "ok      " : "FAILED  ") + subject + ": " + PlainText.of(text, LONGEST);
  }
}
