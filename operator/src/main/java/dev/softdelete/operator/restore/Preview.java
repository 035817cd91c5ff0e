package dev.softdelete.operator.restore;

import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.util.List;
import java.util.Optional;

/**
 * The expected result of a restore.
 *
 * @param obstacle why the object cannot be restored now; empty if it can
 * @param differences the fields, as JSON Pointers, in which the existing object or the restored
 *     object differs from the deleted object
 * @param before what would be deleted first, as a sentence that begins with a space; empty if
 *     nothing
 */
public record Preview(
    RestoreTarget target,
    Optional<RestoreFailure> obstacle,
    List<String> differences,
    String before) {
  private static final int NAMED = 20;

  /** Creates the preview of a restore that deletes nothing. */
  public Preview(
      RestoreTarget target, Optional<RestoreFailure> obstacle, List<String> differences) {
    this(target, obstacle, differences, "");
  }

  /**
   * Returns the preview in one or two sentences. It contains no field values: whoever may read the
   * record is not necessarily allowed to read the object.
   */
  public String message() {
    return message(obstacle.map(RestoreFailure::message));
  }

  /** Returns the same with the whole text of a refusal, for a requester who may read the object. */
  public String whole() {
    return message(obstacle.map(o -> o.whole().orElse(o.message())));
  }

  private String message(Optional<String> why) {
    String text = why.orElse("It would come back as " + target + ".") + before;
    if (differences.isEmpty()) {
      return text;
    }
    String more =
        differences.size() > NAMED ? " and %d more".formatted(differences.size() - NAMED) : "";
    return text
        + (obstacle.isPresent() || !before.isEmpty()
            ? " What is there differs from what was deleted in "
            : " Not as it was: ")
        + String.join(", ", differences.stream().limit(NAMED).toList())
        + more
        + ".";
  }
}
