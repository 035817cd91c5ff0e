package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OurFinalizers;
import java.util.Optional;

/** Decides whether a deleted object is about to be gone, so that waiting for its name helps. */
final class CaptureUnderWay {
  private CaptureUnderWay() {}

  /**
   * Whether nothing but the capture holds the object. Finalizers of others take as long as they
   * take, a Pod has its grace period, and a held object stays.
   *
   * @param record the record of this deletion, if there is one yet
   */
  static boolean is(KubeObject live, Optional<DeletedResource> record) {
    return live.deleting()
        && !live.finalizers().isEmpty()
        && live.finalizers().stream().allMatch(OurFinalizers::include)
        && live.metadata().path("deletionGracePeriodSeconds").asLong() == 0
        && record.filter(r -> r.getSpec().mode() == Mode.Hold).isEmpty();
  }
}
