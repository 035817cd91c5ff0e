package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.GroupProgress;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.RecordStatus;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.request.RestoreRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to restored records why they stay, and why their kept copy is not restored again. */
final class KeptRecords {
  private static final Logger log = LoggerFactory.getLogger(KeptRecords.class);

  private final ApiServer api;
  private final ServerClock clock;
  private final StatusWriter status;
  private final RecordEvents events;

  KeptRecords(ApiServer api, ServerClock clock) {
    this.api = api;
    this.clock = clock;
    this.status = new StatusWriter(api);
    this.events = new RecordEvents(api, clock);
  }

  /**
   * Writes to a restored record why it stays, or that it no longer does. If its copy is kept only
   * since after the restore, the request for that restore is ended first, unless the record has
   * changed: it may be a new request.
   */
  void tellWhyItStays(DeletedResource record) {
    if (RecordStep.asked(record, "true")) {
      ObjectNode patch = ended();
      patch
          .withObject("/metadata")
          .put("resourceVersion", record.getMetadata().getResourceVersion());
      api.mergePatch(LiveRecord.path(record), patch);
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
    endRequest(record);
  }

  /**
   * Removes the restore annotation. A later request by any user is then recognized and stamped as a
   * new request.
   */
  void endRequest(DeletedResource record) {
    var annotations = record.getMetadata().getAnnotations();
    if (annotations != null && annotations.containsKey(SoftDelete.RESTORE_ANNOTATION)) {
      api.mergePatch(LiveRecord.path(record), ended());
    }
  }

  private static ObjectNode ended() {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").putObject("annotations").putNull(SoftDelete.RESTORE_ANNOTATION);
    return patch;
  }
}
