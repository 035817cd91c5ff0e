package dev.softdelete.operator.recreate;

/** The answer to an update of a held object. */
sealed interface HeldUpdateAnswer {
  /** The update is allowed, like the writes of controllers. */
  record Update() implements HeldUpdateAnswer {}

  /**
   * The update is the undelete.
   *
   * @param thenApply whether the changes of the update are kept; otherwise they are ignored
   */
  record Undelete(boolean thenApply) implements HeldUpdateAnswer {}

  /** The update is refused, because the name belongs to a deleted object. */
  record Refuse() implements HeldUpdateAnswer {}
}
