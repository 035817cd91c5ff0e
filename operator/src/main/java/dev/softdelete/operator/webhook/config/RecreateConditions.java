package dev.softdelete.operator.webhook.config;

import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.ControllerCondition;
import dev.softdelete.operator.policy.ControllerAnswer;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.requester.kind.RequesterLists;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the match conditions by which creates of controllers that no answer can change do not
 * reach the webhook. What a controller has copied from another object does, because the webhook
 * takes it off, and so does a restore mark that is left over in a manifest. The creates of people
 * and tools always do, because they may have to wait for the end of a capture, see AfterCapture.
 */
final class RecreateConditions {
  private static final List<String> COPIED =
      List.of(SoftDelete.RESTORE_ANNOTATION, SoftDelete.BYPASS_ANNOTATION, RestoreMark.ANNOTATION);

  private RecreateConditions() {}

  static List<MatchCondition> of(SoftDeletePolicySpec policy, RequesterLists requesters) {
    var conditions = new ArrayList<MatchCondition>();
    if (ControllerAnswer.of(policy) != OnRecreate.Allow) {
      return conditions;
    }
    conditions.add(
        new MatchCondition(
            "not-a-controller",
            "!(%s) || %s"
                .formatted(
                    ControllerCondition.certain(requesters),
                    ControllerCondition.hasAnyAnnotation(COPIED))));
    return conditions;
  }
}
