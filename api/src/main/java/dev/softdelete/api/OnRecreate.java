package dev.softdelete.api;

/** The answer to a create over a soft-deleted name. */
public enum OnRecreate {
  /** Refused with 409 and the way out. */
  Reject,
  /** The create is the undelete, with the manifest applied on top. */
  Restore,
  /** A new object; the record stays. */
  Allow
}
