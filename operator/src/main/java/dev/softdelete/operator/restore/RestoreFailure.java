package dev.softdelete.operator.restore;

/**
 * Why a restore cannot proceed now.
 *
 * @param reason as the API names it
 * @param message what happened and what to do
 * @param waitingHelps whether it may go away by itself
 */
public record RestoreFailure(Reason reason, String message, boolean waitingHelps) {

  /** The reasons of the condition {@code Restored=False}. */
  public enum Reason {
    NameConflict,
    NamespaceMissing,
    KindNotServed,
    QuotaExceeded,
    Forbidden,
    Invalid,
    StillTerminating,
    SnapshotCorrupt
  }

  /**
   * The same with what happens next.
   *
   * @param byItself whether its own restore was asked for, not only that of its group
   */
  public RestoreFailure withOutlook(boolean byItself) {
    if (waitingHelps) {
      return this;
    }
    String next = byItself ? "Then set softdelete.dev/restore again." : "It is tried again.";
    String end = message.endsWith(".") ? " " : ". ";
    return new RestoreFailure(reason, message + end + next, false);
  }
}
