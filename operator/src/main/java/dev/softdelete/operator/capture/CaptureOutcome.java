package dev.softdelete.operator.capture;

/** The result of an attempt to capture a deleted object. */
public sealed interface CaptureOutcome {
  /** The reason if a limit of the policy is reached. */
  String LIMIT = "LimitReached";

  /**
   * There is nothing to capture: the object is gone, is not deleted, or does not have our
   * finalizer.
   */
  record NotHeld() implements CaptureOutcome {}

  /** The snapshot and the record are durable, and the delete continued. */
  record Captured(String recordNamespace, String recordName) implements CaptureOutcome {}

  /** The snapshot and the record are durable, and the object is held in the Terminating state. */
  record Held() implements CaptureOutcome {}

  /**
   * The object was released without a record.
   *
   * @param why what requested the release, as the end of a sentence
   */
  record LetGo(String why) implements CaptureOutcome {}

  /**
   * The object could not be recorded, and was released without a record.
   *
   * @param why the whole sentence
   */
  record Unrecorded(String why) implements CaptureOutcome {}

  /**
   * The object changed during the attempt, another thread is capturing it, or a restore is about to
   * give it its volume. The capture must be tried again with the object's new state.
   */
  record Changed() implements CaptureOutcome {}

  /** Records have ended early to make room for this one, and are not gone yet. */
  record AwaitsRoom() implements CaptureOutcome {}

  /**
   * The object cannot be captured for now, and the finalizer still holds it.
   *
   * @param passes whether the same attempt may succeed in a moment, without anybody's correction
   */
  record Stuck(String reason, String message, boolean passes) implements CaptureOutcome {
    Stuck(String reason, String message) {
      this(reason, message, false);
    }
  }
}
