package dev.softdelete.operator.capture;

import dev.softdelete.api.Requester;
import java.util.Optional;

/**
 * Why an object was deleted.
 *
 * @param by who asked for what began it, when known
 * @param group the uid of the namespace, definition or owner whose deletion took the object along
 * @param certain whether it is beyond doubt that they wanted this object deleted
 */
public record Cause(Optional<Requester> by, Optional<String> group, boolean certain) {
  public static final Cause UNKNOWN = new Cause(Optional.empty(), Optional.empty(), false);

  static Cause asked(DeleteRequests.Heard heard) {
    return new Cause(Optional.of(heard.requester()), Optional.empty(), !heard.contested());
  }

  /** By way of something else that was deleted. */
  Cause through(String uid) {
    return new Cause(by, Optional.of(group.orElse(uid)), certain);
  }

  /** The same for what that owned: whoever may write an object chooses its owners. */
  Cause throughOwner() {
    return new Cause(by, group, false);
  }
}
