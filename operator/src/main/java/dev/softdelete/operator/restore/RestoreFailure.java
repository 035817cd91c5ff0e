package dev.softdelete.operator.restore;

/**
 * Why a restore cannot proceed now.
 *
 * @param reason as the API names it
 * @param message what happened and what to do
 * @param waitingHelps whether it may go away by itself
 */
public record RestoreFailure(Reason reason, String message, boolean waitingHelps) {

  /** Whether something that is not there yet may be the cause. */
  public boolean mayLackSomething() {
    return reason == Reason.Forbidden || reason == Reason.Invalid;
  }

  /** The same, as long as it is not believed. */
  public RestoreFailure thatMayPass() {
    return new RestoreFailure(reason, sentence("It is tried again."), true);
  }

  /** The reasons of the condition {@code Restored=False}. */
  public enum Reason {
    NameConflict,
    NamespaceMissing,
    KindNotServed,
    QuotaExceeded,
    Forbidden,
    Invalid,
    StillTerminating,
    VolumePending,
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
    return new RestoreFailure(reason, sentence(next), false);
  }

  private String sentence(String next) {
    return message + (message.endsWith(".") ? " " : ". ") + next;
  }
}
