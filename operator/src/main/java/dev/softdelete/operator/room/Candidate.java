package dev.softdelete.operator.room;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.policy.Load;
import java.util.Locale;

/**
 * A record that may end early.
 *
 * @param load the room that its end makes
 */
record Candidate(DeletedResource record, Load load, Why why) {
  /** Why the record may end. */
  enum Why {
    REDUNDANT,
    ROUTINE;

    /** Returns the name for metrics and messages. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean routine() {
    return Boolean.TRUE.equals(record.getSpec().routine());
  }
}
