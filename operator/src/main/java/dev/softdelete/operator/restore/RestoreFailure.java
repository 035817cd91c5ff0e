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
    VolumePending,
    SnapshotCorrupt
  }
}
