package dev.softdelete.operator.restore;

/** Ends an attempt to restore. Its failure says why, and whether to try again. */
final class RestoreFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RestoreFailure failure;

  RestoreFailedException(RestoreFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  RestoreFailure failure() {
    return failure;
  }
}
