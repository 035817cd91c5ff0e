package dev.softdelete.api;

/** What happens to a deleted object that no record has room for. */
public enum OnUnrecordable {
  /** Its finalizer goes on holding it, and says so. */
  Hold,
  /** It is deleted for good, and an event says so. */
  Release
}
