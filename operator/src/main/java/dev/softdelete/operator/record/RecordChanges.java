package dev.softdelete.operator.record;

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
 * Detects what users changed in a record since it was last seen. A change while no operator ran
 * gets no event, but the record and the audit log contain it.
 */
public final class RecordChanges {
  /** An event to write. */
  public record Change(String reason, String message) {}

  /**
   * The values that users may change.
   *
   * @param purgeTime the purge time; null if the record is kept indefinitely
   */
  private record Kept(boolean held, String purgeTime) {
    static Kept of(DeletedResourceSpec spec) {
      return new Kept(Boolean.TRUE.equals(spec.legalHold()), spec.purgeTime());
    }
  }

  private final Map<String, Kept> seen = new ConcurrentHashMap<>();

  /** Returns the changes in the record; none when it is seen for the first time. */
  public List<Change> in(DeletedResource record) {
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

  public void forget(DeletedResource record) {
    seen.remove(record.getMetadata().getUid());
  }

  private static Optional<String> by(Requester stamp) {
    return Optional.ofNullable(stamp).map(Requester::username);
  }

  private static String text(String purgeTime) {
    return purgeTime == null ? "never" : purgeTime;
  }
}
