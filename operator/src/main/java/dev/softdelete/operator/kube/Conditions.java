package dev.softdelete.operator.kube;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Status conditions according to the Kubernetes API conventions. */
public final class Conditions {
  private Conditions() {}

  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  public static boolean isTrue(List<Condition> conditions, String type) {
    return find(conditions, type).filter(c -> "True".equals(c.getStatus())).isPresent();
  }

  /**
   * Returns the conditions with this one added or replaced. Its transition time changes only when
   * its status changes.
   */
  public static List<Condition> with(List<Condition> conditions, Condition next, Instant now) {
    var all = without(conditions, next.getType());
    String time =
        find(conditions, next.getType())
            .filter(c -> c.getStatus().equals(next.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
    all.add(new ConditionBuilder(next).withLastTransitionTime(time).build());
    return all;
  }

  public static List<Condition> without(List<Condition> conditions, String type) {
    var rest = new ArrayList<Condition>();
    if (conditions != null) {
      conditions.stream().filter(c -> !c.getType().equals(type)).forEach(rest::add);
    }
    return rest;
  }

  public static Condition of(String type, boolean status, String reason, String message) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status ? "True" : "False")
        .withReason(reason)
        .withMessage(PlainText.of(message, 4096))
        .build();
  }
}
