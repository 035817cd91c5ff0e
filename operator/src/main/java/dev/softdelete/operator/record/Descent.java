package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which live namespace is a deleted one come back. Its name proves nothing: somebody may have
 * deleted it again, and a stranger taken the name.
 */
public final class Descent {
  private Descent() {}

  /**
   * Whether that is what it came back as, or what that came back as in turn after it was deleted
   * again.
   *
   * @param as what it came back as first
   * @param uid of the namespace that has its name now
   * @param byUid the record of another deletion, by the uid of what was deleted
   */
  public static boolean leadsTo(
      RestoredObject as, String uid, Function<String, Optional<DeletedResource>> byUid) {
    Set<String> seen = new HashSet<>();
    Optional<String> next = Optional.ofNullable(as.uid());
    while (next.isPresent() && seen.add(next.get())) {
      if (next.get().equals(uid)) {
        return true;
      }
      next = next.flatMap(byUid).flatMap(RecordStep::restoredAs).map(RestoredObject::uid);
    }
    return false;
  }
}
