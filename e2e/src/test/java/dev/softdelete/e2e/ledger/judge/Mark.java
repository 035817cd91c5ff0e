package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.Optional;

/**
 * The mark of a restore that is not finished.
 *
 * @param namespace of the record
 * @param record its name
 * @param request the uid of the create that was the restore; empty where it was none
 */
record Mark(String namespace, String record, String request) {
  static final String ANNOTATION = "softdelete.dev/restoring";

  static Optional<Mark> on(Version version) {
    String[] parts = version.annotation(ANNOTATION).split("/", -1);
    return parts.length < 4
        ? Optional.empty()
        : Optional.of(new Mark(parts[0], parts[1], parts[3]));
  }

  /** By which restore it came to be; empty for what was created anew. */
  static Optional<Mark> of(Life object) {
    return on(object.first());
  }

  /** Whether its delete came before its restore was finished. */
  static boolean deletedWhileMarked(Life object) {
    return object.deletion().filter(v -> on(v).isPresent()).isPresent();
  }
}
