package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RefusedCreates;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** Writes the status of a record. Does nothing if the record is gone. */
public final class StatusWriter {
  private final ApiServer api;

  public StatusWriter(ApiServer api) {
    this.api = api;
  }

  public void write(DeletedResource record, DeletedResourceStatus status) {
    write(record, status, RecordStatus.patch(status));
  }

  /**
   * Writes which object was restored, before the conditions say so.
   *
   * @throws ApiException with a conflict if the record has changed since it was read
   */
  public void noteBegun(DeletedResource record, RestoredObject as) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", record.getMetadata().getResourceVersion());
    ObjectNode status = patch.putObject("status").put("state", State.RESTORING.name());
    status.set("restoredAs", Json.tree(as));
    api.mergePatch(LiveRecord.path(record) + "/status", patch);
    var seen = record.getStatus() == null ? null : record.getStatus().restoreRequest();
    record.setStatus(
        keepingRefusals(
            record,
            new DeletedResourceStatus(State.RESTORING, as, seen, RecordCondition.all(record))));
  }

  /** Writes the status, but fails with a conflict if the record has changed since it was read. */
  public void writeOver(DeletedResource record, DeletedResourceStatus status) {
    ObjectNode patch = RecordStatus.patch(status);
    patch.putObject("metadata").put("resourceVersion", record.getMetadata().getResourceVersion());
    write(record, status, patch);
  }

  /**
   * Writes the status of a record whose object was restored to the record that replaces it. Does
   * nothing if that record has come as far by itself.
   */
  public void carryOver(DeletedResource record, RecordWriter.Written to) {
    if (RecordStep.restoredAs(record).isEmpty()) {
      return;
    }
    String path = ResourceType.DELETED_RESOURCES.path(Optional.of(to.namespace()), to.name());
    api.find(path)
        .map(there -> Json.as(DeletedResource.class, Json.parse(there)))
        .filter(there -> RecordStep.restoredAs(there).isEmpty())
        .ifPresent(there -> writeOver(there, record.getStatus()));
  }

  private void write(DeletedResource record, DeletedResourceStatus status, ObjectNode patch) {
    try {
      api.mergePatch(LiveRecord.path(record) + "/status", patch);
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
    record.setStatus(keepingRefusals(record, status));
  }

  /**
   * Counts creates that were refused, on whichever replica that was. Returns whether the record
   * still exists.
   *
   * @throws ApiException with a conflict if the record changes meanwhile
   */
  public boolean noteRefused(String path, String recordUid, RefusedCreates more) {
    Optional<DeletedResource> found =
        api.find(path)
            .map(there -> Json.as(DeletedResource.class, Json.parse(there)))
            .filter(there -> there.getMetadata().getUid().equals(recordUid));
    if (found.isEmpty()) {
      return false;
    }
    DeletedResource record = found.get();
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", record.getMetadata().getResourceVersion());
    patch
        .putObject("status")
        .set(
            "refusedCreates",
            Json.tree(
                new RefusedCreates(
                    RecordStep.refusedCreates(record) + more.count(),
                    more.lastRequester(),
                    more.lastTime())));
    api.mergePatch(path + "/status", patch);
    return true;
  }

  /** Returns the status with the refusals of the present one, which only noteRefused writes. */
  private static DeletedResourceStatus keepingRefusals(
      DeletedResource record, DeletedResourceStatus next) {
    return record.getStatus() == null ? next : next.with(record.getStatus().refusedCreates());
  }

  /**
   * Writes the status only if it differs from the present one.
   *
   * @return whether it differs
   */
  public boolean writeIfNew(DeletedResource record, DeletedResourceStatus status) {
    boolean news = !keepingRefusals(record, status).equals(record.getStatus());
    if (news) {
      write(record, status);
    }
    return news;
  }
}
