package dev.softdelete.api;

/** The states of a {@link DeletedResource}. */
public enum State {
  DELETED,
  RESTORING,
  RESTORED,
  PURGING
}
