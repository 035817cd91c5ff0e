package dev.softdelete.operator.recreate;

import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreMark;
import java.util.List;

/**
 * Removes a restore mark from a manifest of a user: one that is left over in an exported manifest,
 * or forged. The operator's own creates do not come here.
 */
final class LeftOverMark {
  private LeftOverMark() {}

  /** Returns the answer to a create. One that changes the manifest replaces the mark, too. */
  static AdmissionResponse removed(AdmissionResponse answer, KubeObject created) {
    return CopiedAnnotations.takenOff(created, answer, List.of(RestoreMark.ANNOTATION));
  }
}
