package dev.softdelete.e2e.ledger.judge;

/** What can be wrong. */
public enum Wrong {
  /** A write was answered, and is nowhere in the history. */
  NOT_STORED,
  /** An object is gone, with neither a record nor anybody who asked for that. */
  LOST,
  /** The record of an object restores less than what was acknowledged last. */
  WRITE_LOST,
  /** An object that a policy covers throughout has no finalizer. */
  UNPROTECTED,
  /** A write of nobody has changed what an author had written. */
  CHANGED,
  /** A record is gone that nobody purged, that has not expired and is nowhere else. */
  RECORD_LOST,
  /** The same under a legal hold. */
  PURGED_UNDER_HOLD,
  /** A deleted object's copy is gone. */
  SNAPSHOT_MISSING,
  /** A copy is not what its record says. */
  SNAPSHOT_CORRUPT,
  /** What came back is not what was deleted. */
  RESTORED_DIFFERENTLY,
  /** What came back has lost its status. */
  STATUS_LOST,
  /** What came back has lost an owner of its fields. */
  OWNER_LOST,
  /** A record was restored more than once. */
  RESTORED_TWICE,
  /** An object came back, and its record says that it is deleted. */
  RESTORE_NOT_NOTED,
  /** A create was answered, and what it said was never applied. */
  MANIFEST_LOST,
  /** A record did not bring its object back when it was asked to at the end. */
  NOT_RESTORABLE,
  /** A mark of a restore is left on a live object. */
  MARK_LEFT,
  /** A deleted object is still held by the finalizer. */
  HELD,
  /** A record is still on its way out. */
  RECORD_ENDING,
  /** A record is still being restored. */
  RECORD_RESTORING,
  /** A record's time is over, and it is still there. */
  RECORD_OVERDUE,
  /** A Namespace is still Terminating. */
  NAMESPACE_ENDING,
  /** A copy is left of what has no record. */
  SNAPSHOT_LEFT,
  /** The manifest of a create that was answered is still waiting. */
  MANIFEST_LEFT,
  /** The policies were deleted, and an object still has the finalizer. */
  FINALIZER_LEFT,
  /** A policy was deleted and is still there. */
  POLICY_ENDING
}
