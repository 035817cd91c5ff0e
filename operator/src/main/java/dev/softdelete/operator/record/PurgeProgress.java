package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the condition {@code Purged} of a record says. */
public sealed interface PurgeProgress {
  /** The reasons of the condition. */
  enum Reason {
    /** The purge waits because it is one of many. */
    MassPurge,

    /** The purge has waited and has begun. */
    Purging,

    /** Another obstacle delays the purge. */
    PurgeDelayed,

    /** The purge is done, and finalizers of others keep the record. */
    Purged,

    /** The record is kept elsewhere, and finalizers of others keep this one. */
    Moved
  }

  /** The reasons of a purge that can no longer be canceled. */
  Set<String> BEGUN = Set.of(Reason.Purging.name(), Reason.Purged.name());

  /** No purge was tried. */
  record NotTried() implements PurgeProgress {}

  /**
   * The purge was requested with many others and waits. A restore cancels it until it begins.
   *
   * @param since since when the record says so
   */
  record Waits(Instant since) implements PurgeProgress {}

  /** The purge has waited and can no longer be canceled. */
  record Begun() implements PurgeProgress {}

  record Delayed() implements PurgeProgress {}

  static PurgeProgress of(DeletedResource record) {
    return RecordCondition.PURGED.of(record).map(PurgeProgress::of).orElseGet(NotTried::new);
  }

  private static PurgeProgress of(Condition condition) {
    String reason = condition.getReason();
    if (Reason.MassPurge.name().equals(reason)) {
      return new Waits(
          Optional.ofNullable(condition.getLastTransitionTime())
              .map(Instant::parse)
              .orElse(Instant.EPOCH));
    }
    return BEGUN.contains(reason) ? new Begun() : new Delayed();
  }

  /** Whether the purge of the record waits because it is one of many. */
  static boolean waits(DeletedResource record) {
    return of(record) instanceof Waits;
  }
}
