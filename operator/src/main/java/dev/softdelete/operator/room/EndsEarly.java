package dev.softdelete.operator.room;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.RetentionDuration;
import dev.softdelete.operator.record.CreateUnderWay;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.snapshot.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a record may end before its purge time to make room for others. The admission
 * policy soft-delete-room and a rule of the definition refuse the same to the operator itself.
 */
final class EndsEarly {
  /** The same list is in the admission policy. */
  private static final Set<String> NEVER =
      Set.of(
          "/persistentvolumeclaims",
          "/persistentvolumes",
          "/namespaces",
          "apiextensions.k8s.io/customresourcedefinitions");

  private EndsEarly() {}

  /**
   * Whether it may.
   *
   * @param now the current time by the API server's clock
   */
  static boolean may(DeletedResource record, Instant now) {
    DeletedResourceSpec spec = record.getSpec();
    return rests(record, now)
        && !NEVER.contains(kind(spec.resource()))
        && spec.volume() == null
        && !Boolean.TRUE.equals(spec.legalHold())
        && !Boolean.TRUE.equals(spec.terms().purgeProtection())
        && oldEnough(record, now);
  }

  /**
   * Whether nobody restores or purges the record. Any other record ends soon, so it cannot stand
   * for an equal one: a restored record is gone an hour later, and with it the copy.
   *
   * @param now the current time by the API server's clock
   */
  static boolean rests(DeletedResource record, Instant now) {
    return !Format.newer(record)
        && record.getMetadata().getDeletionTimestamp() == null
        && RecordStep.state(record) == State.DELETED
        && !RecordStep.comesBack(record)
        && record.getSpec().restoreElsewhere() == null
        && CreateUnderWay.until(record, now).isEmpty();
  }

  private static String kind(ResourceIdentity deleted) {
    return GroupVersion.of(deleted.apiVersion()).group() + "/" + deleted.resource();
  }

  /**
   * Whether the shortest retention is over since the deletion, and since the record exists.
   * Otherwise many deletes would be a way to purge without the permission. After a late capture,
   * nobody could restore the object before the record existed.
   */
  private static boolean oldEnough(DeletedResource record, Instant now) {
    return Optional.ofNullable(record.getSpec().terms().minRetention())
        .flatMap(RetentionDuration::parse)
        .filter(min -> over(record.getSpec().deletionTime(), min, now))
        .filter(min -> over(record.getMetadata().getCreationTimestamp(), min, now))
        .isPresent();
  }

  private static boolean over(String since, Duration min, Instant now) {
    return since != null && !now.isBefore(Instant.parse(since).plus(min));
  }
}
