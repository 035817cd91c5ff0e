package dev.softdelete.operator.record;

import java.util.Optional;

/**
 * Why a restore cannot proceed now.
 *
 * @param reason the reason as the API names it
 * @param message what happened and what to do
 * @param waitingHelps whether the cause may go away by itself
 * @param whole the message with the whole text of a refusal, which may contain values of the
 *     object: only for who may read the object, and never for a condition, an event or a log
 */
public record RestoreFailure(
    Reason reason, String message, boolean waitingHelps, Optional<String> whole) {

  /** Creates a failure whose message is for every reader. */
  public RestoreFailure(Reason reason, String message, boolean waitingHelps) {
    this(reason, message, waitingHelps, Optional.empty());
  }

  /** Returns this failure with a message for who may read the object. */
  public RestoreFailure withWhole(String text) {
    return new RestoreFailure(reason, message, waitingHelps, Optional.of(text));
  }

  /** Returns this failure with a further sentence, which every reader may know. */
  public RestoreFailure withMore(String sentence) {
    return new RestoreFailure(
        reason, message + sentence, waitingHelps, whole.map(text -> text + sentence));
  }

  /** Whether the cause may be that something does not exist yet. */
  public boolean mayLackSomething() {
    return reason == Reason.Forbidden || reason == Reason.Invalid;
  }

  /**
   * Returns this failure as one that may pass, for the time in which it is not yet taken as final.
   */
  public RestoreFailure thatMayPass() {
    return new RestoreFailure(reason, sentence("It is tried again."), true);
  }

  /** Returns this failure as one of a restore that is tried only once. */
  public RestoreFailure notTriedAgain() {
    return new RestoreFailure(
        reason, sentence("It is not tried again: set softdelete.dev/restore again."), false);
  }

  /** The reasons of the condition {@code Restored=False}. */
  public enum Reason {
    NameConflict,
    CreateUnderWay,
    NamespaceMissing,
    KindNotServed,
    QuotaExceeded,
    Forbidden,

    /** The groups of the requester are no longer trusted, and the user name alone may not. */
    RequestExpired,
    Invalid,
    StillTerminating,
    VolumePending,
    SnapshotCorrupt
  }

  /**
   * Returns this failure with a sentence about what happens next.
   *
   * @param byItself whether the restore of the record itself was requested, not only that of its
   *     group
   */
  public RestoreFailure withOutlook(boolean byItself) {
    if (waitingHelps || reason == Reason.RequestExpired) {
      return this;
    }
    String next = byItself ? "Then set softdelete.dev/restore again." : "It is tried again.";
    return new RestoreFailure(reason, sentence(next), false);
  }

  /** Returns what every reader may know. */
  @Override
  public String toString() {
    return reason + ": " + message;
  }

  private String sentence(String next) {
    return message + (message.endsWith(".") ? " " : ". ") + next;
  }
}
