package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.protect.BypassStamp;
import java.util.function.BooleanSupplier;

/** Decides whether the annotation {@code softdelete.dev/bypass} makes a delete final. */
enum BypassDecision {
  NOT_ASKED(""),
  GRANTED(""),
  /** Nobody who may has set the annotation since the object is covered. */
  NOT_STAMPED(
      "softdelete.dev/bypass has no effect: it was not set, since the object is covered, by a"
          + " request of somebody who may. To delete it for good, take the annotation off and set"
          + " it again"),
  /** A conversion webhook may have written annotation and stamp since the delete. */
  CONVERTED(
      "softdelete.dev/bypass has no effect after the delete, because the kind has a conversion"
          + " webhook, which may write annotations. To delete it for good, purge its record");

  private final String complaint;

  BypassDecision(String complaint) {
    this.complaint = complaint;
  }

  /** Why the annotation has no effect; empty if it has one or is absent. */
  String complaint() {
    return complaint;
  }

  /**
   * Decides.
   *
   * @param converted whether the kind of the object has a conversion webhook
   */
  static BypassDecision of(KubeObject object, BooleanSupplier converted) {
    if (!BypassStamp.asked(object)) {
      return NOT_ASKED;
    }
    if (BypassStamp.stamped(object)) {
      return GRANTED;
    }
    if (!BypassStamp.grantedSinceDelete(object)) {
      return NOT_STAMPED;
    }
    return converted.getAsBoolean() ? CONVERTED : GRANTED;
  }
}
