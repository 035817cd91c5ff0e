package dev.softdelete.operator.restore.request;

import dev.softdelete.operator.record.RestoreFailure;

/** Ends an attempt to restore. Its failure says why, and whether to try again. */
public final class RestoreFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RestoreFailure failure;

  public RestoreFailedException(RestoreFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public RestoreFailure failure() {
    return failure;
  }
}
