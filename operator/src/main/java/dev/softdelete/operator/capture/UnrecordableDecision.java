package dev.softdelete.operator.capture;

import dev.softdelete.operator.policy.ObjectTerms;
import java.util.Optional;

/** Decides what becomes of a deleted object that cannot be recorded. */
final class UnrecordableDecision {
  static final String REASON = "Unrecordable";

  private UnrecordableDecision() {}

  /**
   * Decides. A single delete is held, unless each policy says otherwise: nobody has said that the
   * object may go for good. A deletion of a namespace, a definition or a policy is not held up.
   *
   * @param why why the object cannot be recorded
   * @param released why the operator releases everything now, as the end of a sentence; empty if it
   *     does not
   */
  static CaptureOutcome of(CaptureContext deleted, String why, Optional<String> released) {
    return of(deleted.terms(), why, released.or(() -> goesWith(deleted)));
  }

  static CaptureOutcome of(Optional<ObjectTerms> terms, String why, Optional<String> released) {
    Optional<String> reason =
        released
            .or(
                () ->
                    terms
                        .filter(ObjectTerms::releasesUnrecordable)
                        .map(t -> "as spec.onUnrecordable of its policy asks"))
            .or(
                () ->
                    terms
                        .filter(ObjectTerms::ending)
                        .map(t -> "because its policy is being deleted"));
    return reason
        .<CaptureOutcome>map(
            so ->
                new CaptureOutcome.Unrecorded(why + ", so it was deleted permanently, " + so + "."))
        .orElseGet(
            () ->
                new CaptureOutcome.Stuck(
                    REASON,
                    why
                        + ", so it cannot be saved, and is held. To delete it permanently, take the"
                        + " annotation softdelete.dev/bypass off and set it to \"true\", which"
                        + " takes the verb bypass, or set spec.onUnrecordable of its policy to"
                        + " Release."));
  }

  private static Optional<String> goesWith(CaptureContext deleted) {
    return deleted
        .goesWith()
        .map(uid -> "because its namespace or its definition is being deleted");
  }
}
