package dev.softdelete.operator.restore.apply;

/**
 * The outcome for the manifest that was to be applied on top of the object that its create
 * restored.
 */
public sealed interface ApplyOutcome {
  /** There was no manifest to apply. */
  record Nothing() implements ApplyOutcome {}

  record Applied(String manager) implements ApplyOutcome {}

  /**
   * The applier has applied a later manifest before this one could be applied. The later one
   * stands.
   */
  record Overtaken(String manager) implements ApplyOutcome {}

  /** The apply was refused. The object is restored as it was, without the manifest. */
  record Refused(String why) implements ApplyOutcome {}
}
