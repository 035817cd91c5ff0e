package dev.softdelete.operator.recreate;

/** What an update of a held object is answered. */
sealed interface HeldUpdateAnswer {
  /** It goes on, as what controllers write does. */
  record Update() implements HeldUpdateAnswer {}

  /**
   * It is the undelete.
   *
   * @param thenApply whether what it changes is to be kept, or ignored
   */
  record Undelete(boolean thenApply) implements HeldUpdateAnswer {}

  /** The name belongs to something deleted. */
  record Refuse() implements HeldUpdateAnswer {}
}
