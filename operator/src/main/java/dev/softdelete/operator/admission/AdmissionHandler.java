package dev.softdelete.operator.admission;

/** Answers one kind of admission request. Many threads may call it at the same time. */
public interface AdmissionHandler {
  AdmissionResponse answer(AdmissionRequest request);
}
