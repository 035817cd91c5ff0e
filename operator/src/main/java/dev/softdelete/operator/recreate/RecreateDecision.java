package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.snapshot.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Decides how to answer a create with the name of a deleted object. */
final class RecreateDecision {
  private RecreateDecision() {}

  /**
   * Decides from the annotations of the manifest, the policy and the existing records.
   *
   * @param annotations the annotations of the manifest
   * @param records the records of that kind, namespace and name, in any state
   * @param byPolicy returns the answer of the policy that covered the deleted object of a record
   */
  static RecreateAnswer decide(
      Map<String, String> annotations,
      List<DeletedResource> records,
      Function<DeletedResource, OnRecreate> byPolicy) {
    List<DeletedResource> present =
        records.stream().filter(r -> r.getMetadata().getDeletionTimestamp() == null).toList();
    boolean restoreAsked = "true".equals(annotations.get(SoftDelete.RESTORE_ANNOTATION));
    var newest =
        present.stream().filter(r -> RecordStep.state(r) == State.DELETED).max(ByDeletion.ORDER);
    if (newest.isEmpty()) {
      return present.stream()
          .filter(r -> RecordStep.state(r) == State.RESTORING)
          .findFirst()
          .map(
              r ->
                  Format.newer(r) ? new RecreateAnswer.Refuse(r) : new RecreateAnswer.ComingBack(r))
          .orElseGet(
              () ->
                  restoreAsked
                      ? new RecreateAnswer.NothingToRestore()
                      : new RecreateAnswer.Create());
    }
    if (restoreAsked) {
      return restored(newestNotRoutine(present).orElse(newest.get()), false);
    }
    return switch (own(annotations, byPolicy.apply(newest.get()))) {
      case Restore -> restored(newest.get(), true);
      case Reject -> new RecreateAnswer.Refuse(newest.get());
      case Allow -> new RecreateAnswer.Create();
    };
  }

  /** A person who asks for the object means what a person or a tool has deleted. */
  private static Optional<DeletedResource> newestNotRoutine(List<DeletedResource> present) {
    return present.stream()
        .filter(r -> RecordStep.state(r) == State.DELETED)
        .filter(r -> !Boolean.TRUE.equals(r.getSpec().routine()))
        .max(ByDeletion.ORDER);
  }

  private static RecreateAnswer restored(DeletedResource record, boolean thenApply) {
    if (Format.newer(record)) {
      return new RecreateAnswer.Refuse(record);
    }
    return elsewhere(record)
        .<RecreateAnswer>map(place -> new RecreateAnswer.ComingBackElsewhere(record, place))
        .orElseGet(() -> new RecreateAnswer.Restore(record, thenApply));
  }

  /**
   * Returns the place at which the operator restores the object or is about to do so, if that is
   * not its own place.
   */
  private static Optional<RestorePlace> elsewhere(DeletedResource record) {
    return Optional.ofNullable(record.getSpec().restoreElsewhere())
        .or(
            () ->
                RecordStep.comesBack(record)
                    ? RestoreTarget.of(record).elsewhere(record)
                    : Optional.empty());
  }

  /**
   * Returns the answer that the manifest asks for. If its value is missing or not one of the three
   * answers, the answer of the policy applies.
   */
  static OnRecreate own(Map<String, String> annotations, OnRecreate byPolicy) {
    String asked = annotations.get(SoftDelete.ON_RECREATE_ANNOTATION);
    for (OnRecreate answer : OnRecreate.values()) {
      if (answer.name().equals(asked)) {
        return answer;
      }
    }
    return byPolicy;
  }
}
