package dev.softdelete.operator.webhook;

/** Answers one kind of admission request. Many threads may call it at the same time. */
public interface AdmissionHandler {
  AdmissionResponse answer(AdmissionRequest request);
}
