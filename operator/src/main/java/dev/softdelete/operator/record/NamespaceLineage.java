package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides which live namespace is the restored form of a deleted one. The name proves nothing: a
 * user may have deleted the restored namespace again, and a stranger may have taken the name.
 */
public final class NamespaceLineage {
  private NamespaceLineage() {}

  /**
   * Whether the namespace is the first restored namespace, or was restored in turn after that one
   * was deleted again.
   *
   * @param as the first restored namespace
   * @param uid the uid of the namespace that has the name now
   * @param byUid finds the record of another deletion, by the uid of the deleted object
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
