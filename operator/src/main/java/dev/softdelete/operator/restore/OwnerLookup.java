package dev.softdelete.operator.restore;

import dev.softdelete.operator.kube.OwnerReference;
import java.util.Optional;

/** What became of an owner. */
interface OwnerLookup {

  /**
   * The uid that the owner has now: its own while it lives, another if it was restored, empty when
   * there is none and the reference would have the object garbage-collected.
   */
  Optional<String> uidNow(OwnerReference owner, Optional<String> namespace);
}
