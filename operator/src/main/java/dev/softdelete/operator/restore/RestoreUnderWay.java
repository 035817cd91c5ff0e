package dev.softdelete.operator.restore;

import dev.softdelete.api.AnsweredCreate;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.CreateUnderWay;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether the record says that a restore to the place of an object is under way. Otherwise
 * the restore mark of the object means nothing, even with the right secret: whoever may read the
 * object during a restore has seen it.
 */
final class RestoreUnderWay {
  private RestoreUnderWay() {}

  /**
   * Decides.
   *
   * @param mark the mark of the object, whose secret is genuine
   * @param asked where the operator was asked to restore the object, if it is asked
   * @param everAsked whether somebody has asked to restore the record or the root of its group,
   *     even if the request was called off
   */
  static boolean to(
      KubeObject live,
      RestoreMark mark,
      DeletedResource record,
      Optional<RestoreTarget> asked,
      boolean everAsked) {
    RestorePlace there = new RestorePlace(live.namespace().orElse(null), live.name());
    RestorePlace home = RestoreTarget.inPlace(record).place();
    if (!mark.request().isEmpty()) {
      return there.equals(home) && answered(live, mark, record.getSpec().answeredCreate());
    }
    return there.equals(record.getSpec().restoreElsewhere())
        || asked.map(RestoreTarget::place).filter(there::equals).isPresent()
        || (there.equals(home) && everAsked);
  }

  /**
   * Whether the object is the result of an answered create. The record names the last one. An
   * earlier one may have been stored before the last one was answered, or while it could be stored.
   */
  private static boolean answered(KubeObject live, RestoreMark mark, AnsweredCreate last) {
    return last != null
        && (mark.request().equals(last.request())
            || !live.creationTime()
                .isAfter(Instant.parse(last.time()).plus(CreateUnderWay.AT_MOST)));
  }
}
