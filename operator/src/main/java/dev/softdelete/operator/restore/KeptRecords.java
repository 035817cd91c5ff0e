package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.GroupProgress;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.RecordStatus;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.request.Logins;
import dev.softdelete.operator.restore.request.RestoreRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to restored records why they stay, and why their kept copy is not restored again. */
final class KeptRecords {
  private static final Logger log = LoggerFactory.getLogger(KeptRecords.class);

  private final ServerClock clock;
  private final StatusWriter status;
  private final RecordEvents events;
  private final Logins logins;

  KeptRecords(ServerClock clock, StatusWriter status, RecordEvents events, Logins logins) {
    this.clock = clock;
    this.status = status;
    this.events = events;
    this.logins = logins;
  }

  /**
   * Writes to a restored record why it stays, or that it no longer does. If its copy is kept only
   * since after the restore, the request for that restore is ended first, unless the record has
   * changed: it may be a new request.
   */
  void tellWhyItStays(DeletedResource record) {
    if (RecordStep.asked(record, "true")) {
      logins.end(record);
    }
    status.write(
        record,
        RecordStatus.restored(
            record, record.getStatus().restoredAs(), GroupProgress.NOBODY_ELSE, clock.now()));
  }

  /**
   * Ends another restore of a kept copy. It is not tried again: the record may stay for years, and
   * its object must not appear by itself once its name is free.
   */
  void refused(RestoreRequest request, RestoreFailure refusal) {
    DeletedResource record = request.record();
    RestoreFailure failure = refusal.notTriedAgain();
    String message = failure.message();
    status.write(record, RecordStatus.notRestoredAgain(record, failure, clock.now()));
    events.warning(
        record,
        failure.reason().name(),
        message + " Asked for by " + request.requesterName() + ".");
    log.info("{}: not restored again: {}", record.getMetadata().getName(), message);
    logins.end(record);
  }
}
