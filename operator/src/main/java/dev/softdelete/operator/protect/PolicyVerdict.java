package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.policy.Guarantee;
import dev.softdelete.operator.policy.PolicySelection;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.regex.Pattern;

/** Builds and reads the Ready condition of a policy. */
public final class PolicyVerdict {
  public static final String READY = "Ready";

  /** The reason for Ready=False after an uninstall. */
  public static final String RELEASED = "Released";

  /** The reason for Ready=True of a policy that only observes. */
  public static final String OBSERVING = "Observing";

  private static final String IN_FORCE = "InForce";
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"]+");

  private PolicyVerdict() {}

  /**
   * Whether the status says that this generation of the policy is in force, that the existing
   * objects were swept, and that nothing is left of the previous generation.
   */
  static boolean saysInForce(SoftDeletePolicy policy) {
    Long edition = policy.getMetadata().getGeneration();
    var status = policy.getStatus();
    return status != null
        && edition.equals(status.observedGeneration())
        && Conditions.find(status.conditions(), READY)
            .filter(c -> IN_FORCE.equals(c.getReason()))
            .filter(c -> edition.equals(c.getObservedGeneration()))
            .isPresent();
  }

  static Condition of(Protection.Result result, List<StuckObject> stuck) {
    if (!result.inForce()) {
      return Conditions.of(READY, false, "NotInForce", notInForce(result.guarantee()));
    }
    if (!result.awaited().isEmpty()) {
      return Conditions.of(
          READY,
          false,
          "NewKinds",
          "The API server does not have the schema of some kinds that the policy names; their"
              + " objects are protected within seconds, and the other kinds already are: "
              + String.join(", ", result.awaited())
              + ".");
    }
    if (result.kinds().inForce().isEmpty()) {
      return Conditions.of(READY, false, "NothingCovered", nothingCovered(result));
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
        IN_FORCE,
        "Deletes of "
            + result.kinds().inForce().size()
            + " kind(s) are reversible."
            + unknown
            + excluded(result)
            + KindReport.of(result.kinds(), result.sweep())
            + held
            + weaker(result.guarantee()));
  }

  private static String notInForce(Guarantee guarantee) {
    return switch (guarantee) {
      case API_SERVER -> "The API server does not act on the policy yet; it is asked again.";
      case WEBHOOK ->
          "The API server does not act on the policy yet, or cannot reach the operator's webhook,"
              + " which puts the finalizer on where there is no MutatingAdmissionPolicy v1; it is"
              + " asked again.";
    };
  }

  private static String weaker(Guarantee guarantee) {
    return switch (guarantee) {
      case API_SERVER -> "";
      case WEBHOOK ->
          " The guarantee is weaker on this server, which has no MutatingAdmissionPolicy v1"
              + " (Kubernetes 1.36): the operator's webhook puts the finalizer on. What is created"
              + " while it does not answer is protected a minute or so after it answers again, and"
              + " what is deleted before that is lost.";
    };
  }

  private static String nothingCovered(Protection.Result result) {
    String unknown =
        result.unknown().isEmpty()
            ? ""
            : " Not served by this cluster: "
                + String.join(", ", result.unknown())
                + ". Correct spec.resources or install what serves them; then they are covered by"
                + " themselves.";
    return "The policy covers none of the kinds that this cluster serves."
        + unknown
        + excluded(result)
        + KindReport.of(result.kinds(), result.sweep());
  }

  private static String excluded(Protection.Result result) {
    return result.excluded().isEmpty()
        ? ""
        : " Never covered by any policy: " + String.join(", ", result.excluded()) + ".";
  }

  static Condition refused(ApiException refusal) {
    String message = "The API server does not accept the policy: " + said(refusal);
    if (refusal.code() == 422) {
      return Conditions.of(
          READY,
          false,
          PolicySelection.INVALID,
          message
              + ". Correct the expression or selector that it names; what was covered before stays"
              + " so.");
    }
    return Conditions.of(
        READY,
        false,
        "Refused",
        message + ". What was covered before stays so; it is tried again.");
  }

  /**
   * Returns the words of the refusal. Whoever reads the status of a policy reads its expressions
   * too, so they are quoted; the address of our webhook is not.
   */
  private static String said(ApiException refusal) {
    boolean byServer = refusal.code() == 422 && !refusal.byWebhook();
    return byServer ? ADDRESS.matcher(refusal.whole()).replaceAll("…") : refusal.getMessage();
  }

  static Condition released() {
    return Conditions.of(
        READY,
        false,
        RELEASED,
        "Nothing is protected: every finalizer was taken off for an uninstall. An operator that is"
            + " installed again takes the policy up again.");
  }

  static Condition observing() {
    return Conditions.of(
        READY,
        true,
        OBSERVING,
        "Nothing is protected, and no request is refused: the policy only counts what it would do."
            + " See status.observation.");
  }

  /** The state of a policy that has begun to observe, while objects still bear its finalizer. */
  static Condition releasing(Protection.Ending ending) {
    return Conditions.of(
        READY,
        false,
        "Releasing",
        "The policy is to observe only, and what it covered is being released: "
            + unreleased(ending));
  }

  private static String unreleased(Protection.Ending ending) {
    return (ending.outOfForce() ? "" : "the API server still acts on it, ")
        + ending.release().refused().size()
        + " live object(s) could not be released, "
        + ending.awaitingCapture()
        + " deleted object(s) wait to be saved; see status.stuck.";
  }

  static Condition ending(Protection.Ending ending) {
    return Conditions.of(
        READY,
        false,
        "Ending",
        "The policy is deleted and goes once nothing depends on it: " + unreleased(ending));
  }
}
