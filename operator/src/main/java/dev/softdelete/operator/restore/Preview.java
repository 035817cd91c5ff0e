package dev.softdelete.operator.restore;

import java.util.List;
import java.util.Optional;

/**
 * What a restore would lead to.
 *
 * @param obstacle why it would not come back now; empty: it would
 * @param differences the fields in which what is there now, or what would come back, differs from
 *     what was deleted, as JSON Pointers
 */
public record Preview(
    RestoreTarget target, Optional<RestoreFailure> obstacle, List<String> differences) {
  private static final int NAMED = 20;

  /** In a sentence or two, without any value: who reads the record may not read the object. */
  public String message() {
    String text =
        obstacle.map(RestoreFailure::message).orElse("It would come back as " + target + ".");
    if (differences.isEmpty()) {
      return text;
    }
    String more =
        differences.size() > NAMED ? " and %d more".formatted(differences.size() - NAMED) : "";
    return text
        + (obstacle.isPresent()
            ? " What is there differs from what was deleted in "
            : " Not as it was: ")
        + String.join(", ", differences.stream().limit(NAMED).toList())
        + more
        + ".";
  }
}
