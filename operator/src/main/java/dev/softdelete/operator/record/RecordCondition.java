package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.operator.kube.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;

/** The types of the conditions of a record. */
enum RecordCondition {
  DELETED("Deleted"),
  RESTORED("Restored"),
  PURGED("Purged"),
  RESTORE_POSSIBLE("RestorePossible"),

  /** A condition of kstatus: the operator works on it. */
  RECONCILING("Reconciling"),

  /** A condition of kstatus: a user must act. */
  STALLED("Stalled");

  private final String type;

  RecordCondition(String type) {
    this.type = type;
  }

  /** Returns the condition of the record; empty if the record has none of this type. */
  Optional<Condition> of(DeletedResource record) {
    return Conditions.find(all(record), type);
  }

  Condition set(boolean status, String reason, String message) {
    return Conditions.of(type, status, reason, message);
  }

  /** Returns the conditions without this one. */
  List<Condition> removed(List<Condition> conditions) {
    return Conditions.without(conditions, type);
  }

  static List<Condition> all(DeletedResource record) {
    return Optional.ofNullable(record.getStatus())
        .map(DeletedResourceStatus::conditions)
        .orElse(List.of());
  }
}
