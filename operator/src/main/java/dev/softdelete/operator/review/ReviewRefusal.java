package dev.softdelete.operator.review;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.admission.AdmissionResponse.Denied;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.Format;

/**
 * The refusals of a review, each with the HTTP code and reason that a read would get.
 *
 * @param code the HTTP code
 * @param reason the machine-readable reason of the API
 */
record ReviewRefusal(int code, String reason, String message) {
  /** The chart's admission policy soft-delete-reviews refuses the same with a command. */
  static final ReviewRefusal STORED =
      new ReviewRefusal(
          422,
          "Invalid",
          "a DeletedResourceReview is answered and never stored: create it with --dry-run=server");

  static final ReviewRefusal NOBODY =
      new ReviewRefusal(403, "Forbidden", "the request names no user whose rights can be checked");

  static final ReviewRefusal UNREADABLE =
      new ReviewRefusal(400, "BadRequest", "the request has no DeletedResourceReview");

  static final ReviewRefusal NO_NAME =
      new ReviewRefusal(
          422,
          "Invalid",
          "spec.record must be the name of a DeletedResource in the namespace of the review");

  static final ReviewRefusal NO_PART =
      new ReviewRefusal(422, "Invalid", "spec.include must be a list of Manifest and Restore");

  static final ReviewRefusal BUSY =
      new ReviewRefusal(
          503,
          "ServiceUnavailable",
          "the soft-delete operator answers too many large reviews at a time; try again");

  static ReviewRefusal notFound(ReviewQuestion question) {
    return new ReviewRefusal(
        404,
        "NotFound",
        "deletedresources.softdelete.dev \"%s\" not found in namespace %s"
            .formatted(question.record(), question.namespace()));
  }

  static ReviewRefusal forbidden(String message) {
    return new ReviewRefusal(403, "Forbidden", message);
  }

  static ReviewRefusal purged(DeletedResource record) {
    return new ReviewRefusal(
        410,
        "Gone",
        "DeletedResource %s is being purged or was purged: what was deleted is gone for good"
            .formatted(record.getMetadata().getName()));
  }

  static ReviewRefusal newer(DeletedResource record) {
    return new ReviewRefusal(500, "InternalError", Format.leftAlone(record));
  }

  static ReviewRefusal corrupt(CorruptSnapshotException e) {
    return new ReviewRefusal(
        500,
        "InternalError",
        "the stored copy cannot be used: %s. Put the Secret back from a backup of the operator's namespace"
            .formatted(e.getMessage()));
  }

  /** Returns the refusal of a request that could not be read or handled. */
  static ReviewRefusal after(Fault fault) {
    String message = "the soft-delete operator cannot answer this review: " + fault.why();
    if (fault.equals(Fault.TOO_LARGE)) {
      return new ReviewRefusal(413, "RequestEntityTooLarge", message);
    }
    return fault.mayPass()
        ? new ReviewRefusal(503, "ServiceUnavailable", message + "; try again")
        : new ReviewRefusal(500, "InternalError", message);
  }

  Denied asAnswer() {
    return new Denied(code, reason, message);
  }

  ReviewRefusedException asException() {
    return new ReviewRefusedException(asAnswer());
  }
}
