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
  /**
   * A conversion webhook may have written annotation and stamp since the delete, also one that the
   * definition of the kind no longer names.
   */
  CUSTOM(
      "softdelete.dev/bypass has no effect on a custom resource after its delete, because a"
          + " conversion webhook may have written the annotation. To delete it for good, purge its"
          + " record");

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
   * @param custom whether a CustomResourceDefinition defines the kind of the object
   */
  static BypassDecision of(KubeObject object, BooleanSupplier custom) {
    if (!BypassStamp.asked(object)) {
      return NOT_ASKED;
    }
    if (BypassStamp.stamped(object)) {
      return GRANTED;
    }
    if (!BypassStamp.grantedSinceDelete(object)) {
      return NOT_STAMPED;
    }
    return custom.getAsBoolean() ? CUSTOM : GRANTED;
  }
}
