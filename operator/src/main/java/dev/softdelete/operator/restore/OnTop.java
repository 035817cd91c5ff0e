package dev.softdelete.operator.restore;

/**
 * The outcome for the manifest that was to be applied on top of the object that its create
 * restored.
 */
public sealed interface OnTop {
  /** There was no manifest to apply. */
  record Nothing() implements OnTop {}

  record Applied(String manager) implements OnTop {}

  /**
   * The applier has applied a later manifest before this one could be applied. The later one
   * stands.
   */
  record Overtaken(String manager) implements OnTop {}

  /** The apply was refused. The object is restored as it was, without the manifest. */
  record Refused(String why) implements OnTop {}
}
