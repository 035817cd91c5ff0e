package dev.softdelete.operator.capture;

/** What came of an attempt to capture a deleted object. */
public sealed interface CaptureOutcome {
  /** Nothing of ours to do: gone, alive, or without our finalizer. */
  record NotHeld() implements CaptureOutcome {}

  /** Snapshot and record are durable, and the delete went on. */
  record Captured(String recordNamespace, String recordName) implements CaptureOutcome {}

  /** Snapshot and record are durable, and the object stays as it is: Terminating. */
  record Held() implements CaptureOutcome {}

  /**
   * Let go without a record.
   *
   * @param why as a sentence ends: what asked for it
   */
  record LetGo(String why) implements CaptureOutcome {}

  /** Changed while we looked, or being captured by another thread: capture what it is then. */
  record Changed() implements CaptureOutcome {}

  /** The finalizer goes on holding it. */
  record Stuck(String reason, String message) implements CaptureOutcome {}
}
