package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.SeenRequest;
import dev.softdelete.api.SoftDelete;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Determines when the restore of a record was requested. Admission has no clock, and the times in
 * {@code managedFields} can be written by anybody who may patch the record. Therefore the operator
 * notes the time in the status, with a write that it makes anyway, and believes {@code
 * managedFields} only until then.
 */
public final class RequestTime {
  static final List<String> ASKING =
      List.of(
          SoftDelete.RESTORE_ANNOTATION,
          SoftDelete.RESTORE_AS_ANNOTATION,
          SoftDelete.RESTORE_NAMESPACE_ANNOTATION,
          SoftDelete.RESTORE_OVER_ANNOTATION);

  private RequestTime() {}

  /** Returns the time of the present request; now if nothing is known about it. */
  public static Instant of(DeletedResource record, Instant now) {
    return Optional.ofNullable(noted(record, now))
        .map(SeenRequest::time)
        .map(Instant::parse)
        .orElse(now);
  }

  /** Whether the status gives this reason for not having carried out the present request. */
  public static boolean told(DeletedResource record, RestoreFailure.Reason reason) {
    String id = record.getSpec().restoreRequestId();
    return id != null
        && before(record).filter(seen -> id.equals(seen.id())).isPresent()
        && RecordCondition.RESTORED
            .of(record)
            .filter(restored -> reason.name().equals(restored.getReason()))
            .isPresent();
  }

  private static Optional<SeenRequest> before(DeletedResource record) {
    return Optional.ofNullable(record.getStatus()).map(DeletedResourceStatus::restoreRequest);
  }

  /**
   * Returns what the status says about the request from now on. A new request replaces an earlier
   * one, and nothing else does: a restart does not start the time again.
   *
   * @return null if no request is known
   */
  static SeenRequest noted(DeletedResource record, Instant now) {
    String id = record.getSpec().restoreRequestId();
    Optional<SeenRequest> before = before(record);
    return id == null || before.filter(seen -> id.equals(seen.id())).isPresent()
        ? before.orElse(null)
        : new SeenRequest(id, written(record, now).truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /**
   * Returns when the request was written: the annotations by a user, or the stamp by our webhook.
   * The API server notes no time for a stamp of its own.
   */
  private static Instant written(DeletedResource record, Instant now) {
    return Stream.concat(
            ASKING.stream().map(a -> FieldTimes.written(record, "metadata", "annotations", a)),
            Stream.of(FieldTimes.written(record, "spec", "restoreRequestId")))
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .filter(at -> at.isBefore(now))
        .orElse(now);
  }
}
