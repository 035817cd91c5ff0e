package dev.softdelete.operator.protect;

import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What a policy's Ready condition says. */
final class PolicyVerdict {
  static final String READY = "Ready";

  private PolicyVerdict() {}

  static Condition of(Protection.Result result, List<StuckObject> stuck) {
    if (!result.inForce()) {
      return Conditions.of(
          READY,
          false,
          "NotInForce",
          "The API server does not act on the policy yet; it is asked again.");
    }
    if (result.covered().isEmpty()) {
      return Conditions.of(
          READY,
          false,
          "NothingCovered",
          "None of the resources is served by this cluster: "
              + String.join(", ", result.unknown())
              + ". Correct spec.resources or install what serves them; then they are covered by"
              + " themselves.");
    }
    String unknown =
        result.unknown().isEmpty()
            ? ""
            : " Not served by this cluster, covered once they are: "
                + String.join(", ", result.unknown())
                + ".";
    String held =
        stuck.isEmpty() ? "" : " " + stuck.size() + " object(s) need attention: see status.stuck.";
    return Conditions.of(
        READY,
        true,
        "InForce",
        "Deletes of " + result.covered().size() + " kind(s) are reversible." + unknown + held);
  }

  static Condition refused(ApiException refusal) {
    return Conditions.of(
        READY,
        false,
        refusal.code() == 422 ? "InvalidExpression" : "Refused",
        "The API server does not accept the policy: "
            + refusal.getMessage()
            + (refusal.code() == 422
                ? ". Correct the expression or selector that it names; what was covered before"
                    + " stays so."
                : ""));
  }
}
