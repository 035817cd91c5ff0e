package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.AddressableName;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/**
 * Whether an object can be recorded at all. Of everything that a record repeats from its object,
 * only the name can be neither left out nor cut, and names of RBAC have no limit. A limit of the
 * record that the object has not would hold the object, and its namespace, for ever.
 */
final class Recording {
  /** The limit in the definition of the records. It counts code points. */
  static final int LONGEST_NAME = AddressableName.LONGEST;

  /** What a name may take of {@link RecordRoom#BYTES}, with everything escaped. */
  static final int NAME_BYTES = 80 * 1024;

  private Recording() {}

  /** Returns why the object cannot be recorded; empty if it can. */
  static Optional<String> objection(KubeObject object) {
    String name = object.name();
    int bytes = Json.bytes(Json.object().textNode(name)).length;
    if (name.codePointCount(0, name.length()) <= LONGEST_NAME && bytes <= NAME_BYTES) {
      return Optional.empty();
    }
    return Optional.of(
        "Its name has %d characters (%d bytes), and a record has room for %d (%d bytes)"
            .formatted(name.codePointCount(0, name.length()), bytes, LONGEST_NAME, NAME_BYTES));
  }
}
