package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What the condition {@code Restored} of a record says. */
public sealed interface RestoreProgress {
  /** The reasons of the condition while a restore proceeds, and when it has ended. */
  enum Reason {
    Restoring,
    RestoringGroup,
    Restored,

    /** It is restored, and the record keeps the copy. The request for that restore has ended. */
    Kept
  }

  /** No restore was tried. */
  record NotTried() implements RestoreProgress {}

  /** The object is created and being finished. */
  record Creating() implements RestoreProgress {}

  /** The object is restored, and members of its group are not restored yet. */
  record GroupFollows() implements RestoreProgress {}

  /**
   * The object is restored.
   *
   * @param kept whether the condition says that the copy is kept
   */
  record Done(Instant at, boolean kept) implements RestoreProgress {}

  /**
   * The restore could not proceed.
   *
   * @param reason empty if another version of the operator wrote a reason that is not known here
   * @param since since when the object has not been restored
   * @param message the reason and the message of the condition
   */
  record Refused(Optional<RestoreFailure.Reason> reason, Instant since, String message)
      implements RestoreProgress {}

  static RestoreProgress of(DeletedResource record) {
    return RecordCondition.RESTORED.of(record).map(RestoreProgress::of).orElseGet(NotTried::new);
  }

  private static RestoreProgress of(Condition condition) {
    String reason = condition.getReason();
    Instant since =
        Optional.ofNullable(condition.getLastTransitionTime())
            .map(Instant::parse)
            .orElse(Instant.EPOCH);
    if ("True".equals(condition.getStatus())) {
      return new Done(since, Reason.Kept.name().equals(reason));
    }
    if (Reason.Restoring.name().equals(reason)) {
      return new Creating();
    }
    if (Reason.RestoringGroup.name().equals(reason)) {
      return new GroupFollows();
    }
    return new Refused(
        Arrays.stream(RestoreFailure.Reason.values())
            .filter(r -> r.name().equals(reason))
            .findFirst(),
        since,
        reason + ": " + condition.getMessage());
  }
}
