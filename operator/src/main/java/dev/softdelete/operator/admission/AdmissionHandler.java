package dev.softdelete.operator.admission;

/** Answers one kind of admission request. Many threads may call it at the same time. */
public interface AdmissionHandler {
  AdmissionResponse answer(AdmissionRequest request);

  /**
   * Answers a request that {@link #answer} could not answer, or that could not be read as a whole.
   * An HTTP error would let the request through without a word, whatever the policy wants.
   *
   * @param request the request, perhaps without the payload of its objects
   */
  default AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
    return fault.letThrough();
  }
}
