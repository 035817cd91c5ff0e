package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestorePlace;

/** The answer to a create. */
public sealed interface RecreateAnswer {
  /** The create is an ordinary create. */
  record Create() implements RecreateAnswer {}

  /** The create is refused, because the name is taken by a deleted object. */
  record Refuse(DeletedResource taken) implements RecreateAnswer {}

  /** The create asks for a restore, but there is no deleted object of that name. */
  record NothingToRestore() implements RecreateAnswer {}

  /** The object is being restored. A client that tries again finds it. */
  record ComingBack(DeletedResource record) implements RecreateAnswer {}

  /** The object is being restored at another place. A create here is refused until then. */
  record ComingBackElsewhere(DeletedResource record, RestorePlace place)
      implements RecreateAnswer {}

  /**
   * The create is the undelete.
   *
   * @param thenApply whether the manifest is applied on top; otherwise it is ignored
   */
  record Restore(DeletedResource record, boolean thenApply) implements RecreateAnswer {}
}
