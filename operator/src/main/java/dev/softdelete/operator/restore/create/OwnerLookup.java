package dev.softdelete.operator.restore.create;

import dev.softdelete.operator.kube.OwnerReference;
import java.util.Optional;

/** Looks up the current state of owners. */
interface OwnerLookup {

  /**
   * Returns the uid that the owner has now: the same uid while the owner lives, another uid if the
   * owner was restored. Returns empty if the owner does not exist: the garbage collector would then
   * delete an object with this reference.
   */
  Optional<String> uidNow(OwnerReference owner, Optional<String> namespace);
}
