package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.snapshot.Format;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which answer a create over a deleted name gets. */
final class RecreateDecision {
  private RecreateDecision() {}

  /**
   * Decides from what the manifest asks for, what the policy says and what there is.
   *
   * @param annotations of the manifest
   * @param records of that kind, namespace and name, in any state
   * @param byPolicy the answer of the policy that covered what a record speaks of
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
    boolean left = Format.newer(newest.get());
    if (restoreAsked) {
      return left
          ? new RecreateAnswer.Refuse(newest.get())
          : new RecreateAnswer.Restore(newest.get(), false);
    }
    return switch (own(annotations, byPolicy.apply(newest.get()))) {
      case Restore ->
          left
              ? new RecreateAnswer.Refuse(newest.get())
              : new RecreateAnswer.Restore(newest.get(), true);
      case Reject -> new RecreateAnswer.Refuse(newest.get());
      case Allow -> new RecreateAnswer.Create();
    };
  }

  /** A value that is none of the three is as good as none: the policy's answer stands. */
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
