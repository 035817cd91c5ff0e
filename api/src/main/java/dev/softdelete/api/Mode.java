package dev.softdelete.api;

/** What becomes of a deleted object until it is restored or purged. */
public enum Mode {
  /** Snapshotted and released: the delete completes at once. */
  Archive,
  /** Kept Terminating under the finalizer; its dependents keep running. */
  Hold
}
