package dev.softdelete.operator.snapshot;

/** A stored copy is missing, incomplete or not the recorded one. The message says which. */
public final class CorruptSnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptSnapshotException(String message) {
    super(message);
  }

  public CorruptSnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
