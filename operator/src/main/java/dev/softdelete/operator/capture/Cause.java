package dev.softdelete.operator.capture;

import dev.softdelete.api.Requester;
import java.util.Optional;

/**
 * Why an object was deleted.
 *
 * @param by the requester of the delete that started the deletion, if known
 * @param group the UID of the namespace, definition or owner whose deletion caused this deletion
 * @param certain whether it is beyond doubt that the requester wanted to delete the root
 * @param throughOwner whether an owner was deleted for good, and the object only because of it. Any
 *     user who may write an object can choose its owners
 * @param routine whether the deletion is routine; never if the requester is not known
 */
public record Cause(
    Optional<Requester> by,
    Optional<String> group,
    boolean certain,
    boolean throughOwner,
    boolean routine) {
  public static final Cause UNKNOWN =
      new Cause(Optional.empty(), Optional.empty(), false, false, false);

  static Cause asked(DeleteRequests.Heard heard, boolean routine) {
    return new Cause(
        Optional.of(heard.requester()), Optional.empty(), !heard.contested(), false, routine);
  }

  /** Returns the cause of a deletion that resulted from the deletion of another object. */
  Cause through(String uid) {
    return new Cause(by, Optional.of(group.orElse(uid)), certain, throughOwner, routine);
  }

  /** Returns the same cause for a dependent of an owner whose delete was not final. */
  Cause uncertain() {
    return new Cause(by, group, false, throughOwner, routine);
  }

  /** Returns the same cause for a dependent of an owner whose delete was final. */
  Cause throughFinalOwner(String uid) {
    return new Cause(by, Optional.of(group.orElse(uid)), certain, true, routine);
  }
}
