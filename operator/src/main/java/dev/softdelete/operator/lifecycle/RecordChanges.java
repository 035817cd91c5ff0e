package dev.softdelete.operator.lifecycle;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Requester;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What users changed in records since we saw them last. What they changed while nobody ran has no
 * event: the record and the audit log have it.
 */
final class RecordChanges {
  /** An event to write. */
  record Change(String reason, String message) {}

  /**
   * What users may change.
   *
   * @param purgeTime null: kept indefinitely
   */
  private record Kept(boolean held, String purgeTime) {
    static Kept of(DeletedResourceSpec spec) {
      return new Kept(Boolean.TRUE.equals(spec.legalHold()), spec.purgeTime());
    }
  }

  private final Map<String, Kept> seen = new ConcurrentHashMap<>();

  /** What is new in it; nothing at the first look. */
  List<Change> in(DeletedResource record) {
    DeletedResourceSpec spec = record.getSpec();
    Kept now = Kept.of(spec);
    Kept before = seen.put(record.getMetadata().getUid(), now);
    var changes = new ArrayList<Change>();
    if (before == null) {
      return changes;
    }
    if (before.held() != now.held()) {
      by(spec.legalHoldBy())
          .map(
              who ->
                  now.held()
                      ? new Change("LegalHoldSet", who + " set a legal hold.")
                      : new Change("LegalHoldLifted", who + " lifted the legal hold."))
          .ifPresent(changes::add);
    }
    if (!Objects.equals(before.purgeTime(), now.purgeTime())) {
      by(spec.purgeTimeMovedBy())
          .map(
              who ->
                  new Change(
                      "PurgeTimeMoved",
                      "%s moved the purge time from %s to %s."
                          .formatted(who, text(before.purgeTime()), text(now.purgeTime()))))
          .ifPresent(changes::add);
    }
    return changes;
  }

  void forget(DeletedResource record) {
    seen.remove(record.getMetadata().getUid());
  }

  private static Optional<String> by(Requester stamp) {
    return Optional.ofNullable(stamp).map(Requester::username);
  }

  private static String text(String purgeTime) {
    return purgeTime == null ? "never" : purgeTime;
  }
}
