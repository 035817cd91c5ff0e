package dev.softdelete.operator.restore;

/** What became of the manifest that was to be applied on top of what its create restored. */
public sealed interface OnTop {
  /** There was none. */
  record Nothing() implements OnTop {}

  record Applied(String manager) implements OnTop {}

  /** Its applier applied again before it was its turn: the later manifest stands. */
  record Overtaken(String manager) implements OnTop {}

  /** The object is back as it was. */
  record Refused(String why) implements OnTop {}
}
