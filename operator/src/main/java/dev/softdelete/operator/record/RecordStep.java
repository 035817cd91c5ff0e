package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RefusedCreates;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.snapshot.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The next step of a record that was not deleted. */
public sealed interface RecordStep {
  /** A user asked for a restore. */
  record Restore() implements RecordStep {}

  /**
   * The operator was about to restore the object elsewhere, and nobody asks for it any more. Until
   * this is settled, no create may restore the object.
   */
  record Withdraw() implements RecordStep {}

  /** A user asked for a preview of the restore. */
  record Preview() implements RecordStep {}

  /** The record was restored, and does not say yet why it stays, or that it no longer does. */
  record Tell() implements RecordStep {}

  /** The time of the record is over. */
  record Expire(String why) implements RecordStep {}

  record Wait(Duration until) implements RecordStep {}

  /** The record does nothing until it changes. */
  record Rest() implements RecordStep {}

  /** A newer operator wrote the record, and only that operator knows what it means. */
  record Leave() implements RecordStep {}

  /** Whether the step changes the cluster, unlike those that only wait. */
  default boolean acts() {
    return switch (this) {
      case Restore r -> true;
      case Withdraw w -> true;
      case Preview p -> true;
      case Tell t -> true;
      case Expire e -> true;
      case Wait w -> false;
      case Rest r -> false;
      case Leave l -> false;
    };
  }

  /**
   * How long a restored record is kept, for {@code kubectl wait} and audits, unless its copy is
   * kept for longer.
   */
  Duration RESTORED_STAYS = Duration.ofHours(1);

  /**
   * Decides by the record alone.
   *
   * @param now the current time by the API server's clock
   */
  static RecordStep of(DeletedResource record, Instant now) {
    if (Format.newer(record)) {
      return new Leave();
    }
    if (comesBack(record)) {
      return new Restore();
    }
    if (state(record) == State.RESTORED) {
      return restored(record, KeptCopy.of(record), now);
    }
    if (state(record) == State.DELETED && record.getSpec().restoreElsewhere() != null) {
      return new Withdraw();
    }
    if (asked(record, SoftDelete.DRY_RUN)) {
      return new Preview();
    }
    if (Boolean.TRUE.equals(record.getSpec().legalHold())) {
      return new Rest();
    }
    return Optional.ofNullable(record.getSpec().purgeTime())
        .map(time -> until(Instant.parse(time), now, "its retention has ended"))
        .orElse(new Rest());
  }

  private static RecordStep restored(DeletedResource record, Optional<KeptCopy> kept, Instant now) {
    if (!RecordStatus.saysWhyItStays(record)) {
      return new Tell();
    }
    if (kept.isPresent() && asked(record, SoftDelete.DRY_RUN)) {
      return new Preview();
    }
    Instant end = restoredAt(record).plus(RESTORED_STAYS);
    if (kept.isEmpty()) {
      return until(end, now, "it was restored an hour ago");
    }
    return kept.get()
        .until()
        .map(time -> until(time.isAfter(end) ? time : end, now, "its retention has ended"))
        .orElse(new Rest());
  }

  /** Returns the object that was restored or is being restored. */
  static Optional<RestoredObject> restoredAs(DeletedResource record) {
    return Optional.ofNullable(record.getStatus()).map(DeletedResourceStatus::restoredAs);
  }

  /** Returns how many creates by controllers were refused because of the deletion. */
  static long refusedCreates(DeletedResource record) {
    return Optional.ofNullable(record.getStatus())
        .map(DeletedResourceStatus::refusedCreates)
        .map(RefusedCreates::count)
        .orElse(0L);
  }

  /** Whether the restore was requested or has begun, and is not finished. */
  static boolean comesBack(DeletedResource record) {
    return !Format.newer(record)
        && switch (state(record)) {
          case RESTORING -> true;
          case DELETED, PURGING -> asked(record, "true");
          case RESTORED -> askedAgain(record);
        };
  }

  /** Whether the record is being restored, and its object was restored before. */
  static boolean comesBackAgain(DeletedResource record) {
    return comesBack(record) && RecordStatus.wasRestored(record);
  }

  /**
   * Whether another restore of a kept copy is requested. The request of the restore before is taken
   * off before the record says that its copy is kept. A request that comes earlier is new if it
   * asks for another place.
   */
  private static boolean askedAgain(DeletedResource record) {
    return asked(record, "true")
        && (RecordStatus.saysThatItIsKept(record)
            || (KeptCopy.of(record).isPresent() && asksForAnotherPlace(record)));
  }

  private static boolean asksForAnotherPlace(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    Map<String, String> annotations = annotations(record);
    String name = annotations.getOrDefault(SoftDelete.RESTORE_AS_ANNOTATION, deleted.name());
    String namespace =
        deleted.namespace() == null
            ? null
            : annotations.getOrDefault(
                SoftDelete.RESTORE_NAMESPACE_ANNOTATION, deleted.namespace());
    return restoredAs(record)
        .filter(as -> !name.equals(as.name()) || !Objects.equals(namespace, as.namespace()))
        .isPresent();
  }

  /**
   * Whether the record was not deleted, or its purge has not begun and gives way to a restore. A
   * purge gives way while it waits with many others, and if the restore was requested after the
   * delete. A restore that was requested before, and could not be done, is given up by the purge.
   */
  static boolean stays(DeletedResource record) {
    return stays(record, record);
  }

  /**
   * Whether a record that is restored with its root stays, by the same rule.
   *
   * @param root the record on which the restore was requested
   */
  static boolean stays(DeletedResource record, DeletedResource root) {
    String deleted = record.getMetadata().getDeletionTimestamp();
    return deleted == null
        || (state(record) != State.PURGING
            && (PurgeProgress.waits(record) || askedSince(root, Instant.parse(deleted))));
  }

  private static boolean askedSince(DeletedResource record, Instant deleted) {
    return asked(record, "true")
        && FieldTimes.writtenByOthers(
                record, "metadata", "annotations", SoftDelete.RESTORE_ANNOTATION)
            .filter(at -> at.isAfter(deleted))
            .isPresent();
  }

  static State state(DeletedResource record) {
    return Optional.ofNullable(record.getStatus())
        .map(DeletedResourceStatus::state)
        .orElse(State.DELETED);
  }

  /** Whether the annotation for restores has this value. */
  static boolean asked(DeletedResource record, String value) {
    return value.equals(annotations(record).get(SoftDelete.RESTORE_ANNOTATION));
  }

  private static Map<String, String> annotations(DeletedResource record) {
    return Objects.requireNonNullElse(record.getMetadata().getAnnotations(), Map.of());
  }

  /** Returns when the restore finished; a time long ago if that is unknown. */
  static Instant restoredAt(DeletedResource record) {
    return RestoreProgress.of(record) instanceof RestoreProgress.Done done
        ? done.at()
        : Instant.EPOCH;
  }

  private static RecordStep until(Instant time, Instant now, String why) {
    return now.isBefore(time) ? new Wait(Duration.between(now, time)) : new Expire(why);
  }
}
