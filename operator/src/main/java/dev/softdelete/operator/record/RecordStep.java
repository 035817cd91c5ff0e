package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.snapshot.Format;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a record that nobody has deleted does next. */
public sealed interface RecordStep {
  /** Somebody asked for it to come back. */
  record Restore() implements RecordStep {}

  /** Somebody asked what its restore would lead to. */
  record Preview() implements RecordStep {}

  /** Its time is over. */
  record Expire(String why) implements RecordStep {}

  record Wait(Duration until) implements RecordStep {}

  /** Until it changes. */
  record Rest() implements RecordStep {}

  /** A newer operator wrote it, and knows what it means. */
  record Leave() implements RecordStep {}

  /** The reason of a purge that waits because it is one of many. */
  String MASS_PURGE = "MassPurge";

  /** The reason of a purge that has waited and begun. */
  String PURGING = "Purging";

  /** How long a restored record stays, for {@code kubectl wait} and audit. */
  Duration RESTORED_STAYS = Duration.ofHours(1);

  /**
   * Decides by the record alone.
   *
   * @param now by the API server's clock
   */
  static RecordStep of(DeletedResource record, Instant now) {
    if (Format.newer(record)) {
      return new Leave();
    }
    if (state(record) == State.RESTORED) {
      return until(restoredAt(record).plus(RESTORED_STAYS), now, "it was restored an hour ago");
    }
    if (comesBack(record)) {
      return new Restore();
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

  /** What it came back as, or is coming back as. */
  static Optional<RestoredObject> restoredAs(DeletedResource record) {
    return Optional.ofNullable(record.getStatus()).map(DeletedResourceStatus::restoredAs);
  }

  /** Whether its restore was asked for, or has begun, and is not over. */
  static boolean comesBack(DeletedResource record) {
    return !Format.newer(record)
        && (state(record) == State.RESTORING
            || (state(record) != State.RESTORED && asked(record, "true")));
  }

  /** Whether its purge was asked for with many others: until it begins, a restore calls it off. */
  static boolean purgeWaits(DeletedResource record) {
    return purgeWaitsSince(record).isPresent();
  }

  /** Since when its record says so. */
  static Optional<Instant> purgeWaitsSince(DeletedResource record) {
    return notPurged(record)
        .filter(c -> MASS_PURGE.equals(c.getReason()))
        .map(Condition::getLastTransitionTime)
        .map(Instant::parse);
  }

  /** Whether its purge has waited and begun. */
  static boolean purgeBegun(DeletedResource record) {
    return notPurged(record).filter(c -> PURGING.equals(c.getReason())).isPresent();
  }

  /** Why its purge has not gone on, if it says so. */
  static Optional<Condition> notPurged(DeletedResource record) {
    return Optional.ofNullable(record.getStatus())
        .flatMap(status -> Conditions.find(status.conditions(), "Purged"));
  }

  /**
   * Whether nobody deleted it, or its purge has not begun and gives way to a restore: while it
   * waits with others, and where the restore was asked for later. One that was asked for before,
   * and could not be, is given up by the purge.
   */
  static boolean stays(DeletedResource record) {
    return stays(record, record);
  }

  /**
   * The same of what comes back with another.
   *
   * @param root the record by which the restore is asked for
   */
  static boolean stays(DeletedResource record, DeletedResource root) {
    String deleted = record.getMetadata().getDeletionTimestamp();
    return deleted == null
        || (state(record) != State.PURGING
            && (purgeWaits(record) || askedSince(root, Instant.parse(deleted))));
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

  private static boolean asked(DeletedResource record, String value) {
    var annotations = record.getMetadata().getAnnotations();
    return annotations != null && value.equals(annotations.get(SoftDelete.RESTORE_ANNOTATION));
  }

  /** When its restore was over; long ago where nothing tells. */
  static Instant restoredAt(DeletedResource record) {
    return Conditions.find(record.getStatus().conditions(), "Restored")
        .map(Condition::getLastTransitionTime)
        .map(Instant::parse)
        .orElse(Instant.EPOCH);
  }

  private static RecordStep until(Instant time, Instant now, String why) {
    return now.isBefore(time) ? new Wait(Duration.between(now, time)) : new Expire(why);
  }
}
