package dev.softdelete.operator.capture;

import dev.softdelete.api.Requester;
import java.util.Optional;

/**
 * Why an object was deleted.
 *
 * @param by who asked for what began it, when known
 * @param group the uid of the namespace, definition or owner whose deletion took the object along
 * @param certain whether nobody else asked for the same meanwhile
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
}
