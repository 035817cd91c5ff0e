package dev.softdelete.operator.observe;

import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.policy.ControllerAnswer;
import dev.softdelete.operator.policy.NamedRequesters;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.util.Map;

/** Decides whether a policy that enforces would refuse a create over a deleted name. */
final class CreateForecast {
  private CreateForecast() {}

  /**
   * Whether the create would be refused. A create that would be answered by a restore is not.
   *
   * @param own whether the requester has deleted the object that had the name
   * @param annotations those of the object that is created
   */
  static boolean refused(
      SoftDeletePolicySpec policy,
      RequesterKind kind,
      Requester requester,
      boolean own,
      Map<String, String> annotations) {
    if (NamedRequesters.include(policy.exemptRequesters(), requester)) {
      return false;
    }
    if (kind == RequesterKind.CONTROLLER) {
      return !own && ControllerAnswer.of(policy) == OnRecreate.Reject;
    }
    boolean asksForARestore = "true".equals(annotations.get(SoftDelete.RESTORE_ANNOTATION));
    return !asksForARestore && answer(policy, annotations) == OnRecreate.Reject;
  }

  private static OnRecreate answer(SoftDeletePolicySpec policy, Map<String, String> annotations) {
    String asked = annotations.get(SoftDelete.ON_RECREATE_ANNOTATION);
    for (OnRecreate answer : OnRecreate.values()) {
      if (answer.name().equals(asked)) {
        return answer;
      }
    }
    return policy.onRecreate() == null ? OnRecreate.Reject : policy.onRecreate();
  }
}
