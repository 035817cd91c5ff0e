package dev.softdelete.e2e.authority.matrix;

import dev.softdelete.e2e.Caller.Answer;

/** What became of a request. */
enum Outcome {
  DONE,
  /** The answer is yes, but what was asked for did not happen. */
  UNDONE,
  /** By an admission policy, the webhook, or the rules of the record's definition. */
  DENIED,
  /** For lack of a permission. */
  REFUSED,
  /** An answer that the table has no word for. */
  OTHER;

  static Outcome of(Answer answer, boolean effect) {
    if (answer.ok()) {
      return effect ? DONE : UNDONE;
    }
    String message = answer.message();
    if (message.contains("ValidatingAdmissionPolicy")
        || message.contains("admission webhook")
        || answer.code() == 422) {
      return DENIED;
    }
    return answer.code() == 403 || answer.code() == 401 ? REFUSED : OTHER;
  }
}
