package dev.softdelete.operator.capture;

import java.util.ArrayList;
import java.util.List;

/** The first of some texts, as many as a record repeats from its object. */
final class BoundedTexts {
  static final int MOST = 64;
  static final int CHARACTERS = 8 * 1024;

  private int left = CHARACTERS;
  private int count;

  /** Whether the record has room for another text, and takes it. */
  boolean take(int length) {
    if (count == MOST || length > left) {
      return false;
    }
    count++;
    left -= length;
    return true;
  }

  static List<String> of(List<String> texts) {
    var room = new BoundedTexts();
    var taken = new ArrayList<String>();
    for (String text : texts) {
      if (room.take(text.length())) {
        taken.add(text);
      }
    }
    return taken;
  }
}
