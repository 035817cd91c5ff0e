package dev.softdelete.operator.webhook;

/** Answers one kind of question. Called by many threads at a time. */
public interface AdmissionHandler {
  AdmissionResponse answer(AdmissionRequest request);
}
