package dev.softdelete.operator.capture;

import dev.softdelete.operator.policy.ObjectTerms;
import java.util.Optional;

/** Decides what becomes of a deleted object that cannot be recorded. */
final class UnrecordableDecision {
  static final String REASON = "Unrecordable";

  private UnrecordableDecision() {}

  /**
   * Decides. If no policy covers the object any more, it is held: nobody has said that it may go.
   *
   * @param why why the object cannot be recorded
   */
  static CaptureOutcome of(Optional<ObjectTerms> terms, String why) {
    return terms.filter(ObjectTerms::releasesUnrecordable).isPresent()
        ? new CaptureOutcome.Unrecorded(
            why + ", so it was deleted permanently, as spec.onUnrecordable of its policy asks.")
        : new CaptureOutcome.Stuck(
            REASON,
            why
                + ", so it cannot be saved, and is held. To delete it permanently, take the"
                + " annotation softdelete.dev/bypass off and set it to \"true\", which takes the"
                + " verb bypass, or set spec.onUnrecordable of its policy to Release.");
  }
}
