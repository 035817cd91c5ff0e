package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.policy.ControllerAnswer;
import dev.softdelete.operator.policy.NamedRequesters;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.util.List;

/** The answer of the policy under which an object was deleted. */
final class PolicyAnswer {
  private PolicyAnswer() {}

  /**
   * Returns the answer to a create, or to an update of a held object. If the policy is gone, or
   * only observes, it refuses nothing any more, and the create is allowed. So is the create of a
   * requester whom the policy exempts: the webhook of another policy may have called.
   */
  static OnRecreate of(
      DeletedResource record,
      List<SoftDeletePolicy> policies,
      RequesterKind kind,
      Requester requester) {
    return PolicySelection.named(policies, record.getSpec().policy())
        .filter(policy -> !PolicyEnforcement.observes(policy))
        .filter(policy -> !NamedRequesters.include(policy.getSpec().exemptRequesters(), requester))
        .map(
            policy ->
                kind == RequesterKind.CONTROLLER
                    ? toController(policy, record, requester)
                    : policy.getSpec().onRecreate())
        .orElse(OnRecreate.Allow);
  }

  /** A controller that replaces its object deletes it first, and must not be left without it. */
  private static OnRecreate toController(
      SoftDeletePolicy policy, DeletedResource record, Requester requester) {
    OnRecreate answer = ControllerAnswer.of(policy.getSpec());
    Requester deletedBy = record.getSpec().deletedBy();
    boolean own = deletedBy != null && deletedBy.username().equals(requester.username());
    return own && answer == OnRecreate.Reject ? OnRecreate.Allow : answer;
  }
}
