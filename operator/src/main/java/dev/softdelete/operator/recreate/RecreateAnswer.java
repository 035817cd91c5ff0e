package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;

/** What a create is answered. */
public sealed interface RecreateAnswer {
  /** An ordinary create. */
  record Create() implements RecreateAnswer {}

  /** The name is taken by something deleted. */
  record Refuse(DeletedResource taken) implements RecreateAnswer {}

  /** Asked to restore, and there is nothing of that name. */
  record NothingToRestore() implements RecreateAnswer {}

  /** It comes back just now; whoever asks again finds it there. */
  record ComingBack(DeletedResource record) implements RecreateAnswer {}

  /**
   * The create is the undelete.
   *
   * @param thenApply whether the manifest is applied on top, or ignored
   */
  record Restore(DeletedResource record, boolean thenApply) implements RecreateAnswer {}
}
