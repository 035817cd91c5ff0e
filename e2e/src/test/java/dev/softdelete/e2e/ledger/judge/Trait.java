package dev.softdelete.e2e.ledger.judge;

/** What tells violations of one kind apart: by these a known one is recognized. */
public enum Trait {
  /** All that is lost was written after the record with its copy. */
  AFTER_RECORD,
  /** All that is lost was written while the object was Terminating. */
  WHILE_TERMINATING,
  /**
   * The restored object equals an earlier copy of its record, before the record got a later one.
   */
  EARLIER_COPY,
  /** The record got a later copy after the object was restored. */
  RECORD_LED_ON,
  /** It was deleted before its restore was finished: it bore the mark until its end. */
  DELETED_WHILE_MARKED,
  /** It lives, and bears the mark of a create's restore. */
  STILL_MARKED,
  /** All restores but one were ended in the middle, or were never finished. */
  CREATE_NOT_FINISHED,
  /** Its record was restored as another object. */
  RESTORED_AS_ANOTHER,
  /** Its record was moved to another namespace after its restore had begun. */
  RECORD_MOVED,
  /** A restore was asked for on a record that is on its way out. */
  RESTORE_ASKED,
  /** Its restore waits for the deleted object, which is held. */
  WAITS_FOR_HELD,
  /** Its restore waits for a name that is in use. */
  WAITS_FOR_NAME,
  /** Its restore waits for a namespace that is not there. */
  WAITS_FOR_NAMESPACE,
  /** Its record is on its way out. */
  RECORD_ENDS,
  /** What it was restored as is gone. */
  RESTORED_IS_GONE
}
