package dev.softdelete.operator.review;

import dev.softdelete.operator.admission.AdmissionResponse;

/** Ends the answer of a review. The refusal says why, and contains no value of the object. */
final class ReviewRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AdmissionResponse.Denied refusal;

  ReviewRefusedException(AdmissionResponse.Denied refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  AdmissionResponse.Denied refusal() {
    return refusal;
  }
}
