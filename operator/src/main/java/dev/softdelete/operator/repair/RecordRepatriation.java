package dev.softdelete.operator.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.CreateUnderWay;
import dev.softdelete.operator.record.HomeRecordLookup;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.NamespaceLineage;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.record.RelocatedRecord;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.RecordAmendment;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the records of a namespace back into it once the record of the Namespace is restored. The
 * record in the namespace is written first. Once it exists, the end of the other record is not a
 * purge.
 */
public final class RecordRepatriation {
  private static final Logger log = LoggerFactory.getLogger(RecordRepatriation.class);

  private final ApiServer api;
  private final RecordWriter writer;
  private final SnapshotStore snapshots;
  private final RecordCatalog records;
  private final Supplier<Instant> now;

  /**
   * Creates an instance.
   *
   * @param now the current time by the API server's clock
   */
  public RecordRepatriation(
      ApiServer api,
      RecordWriter writer,
      SnapshotStore snapshots,
      RecordCatalog records,
      Supplier<Instant> now) {
    this.api = api;
    this.writer = writer;
    this.snapshots = snapshots;
    this.records = records;
    this.now = now;
  }

  /**
   * Moves the records of objects that were deleted before the namespace. They do not wait until the
   * whole group of the namespace is restored.
   */
  public void ofEarlier(DeletedResource root, RestoredObject as) {
    String group = root.getSpec().resource().uid();
    of(root, as, record -> !group.equals(record.getSpec().deletionGroup()));
  }

  /**
   * Moves the records of all objects that are still deleted.
   *
   * @return whether none is left for later, because a create that restores its object is under way
   */
  public boolean ofTheRest(DeletedResource root, RestoredObject as) {
    of(root, as, record -> true);
    return !isTheSame(root, as)
        || outside(root)
            .noneMatch(r -> mayMove(r) && CreateUnderWay.until(r, now.get()).isPresent());
  }

  /** Does nothing if the root is not a Namespace, or was restored under another name. */
  private void of(DeletedResource root, RestoredObject as, Predicate<DeletedResource> which) {
    if (isTheSame(root, as)) {
      outside(root)
          .filter(r -> mayMove(r) && which.test(r))
          .forEach(record -> home(as).ifPresent(home -> moveLive(record, home)));
    }
  }

  private static boolean isTheSame(DeletedResource root, RestoredObject as) {
    var deleted = root.getSpec().resource();
    return ResourceType.of(deleted).isNamespaces() && deleted.name().equals(as.name());
  }

  private Stream<DeletedResource> outside(DeletedResource root) {
    return records.ofNamespace(root.getSpec().resource().uid()).stream()
        .filter(r -> r.getMetadata().getNamespace().equals(writer.operatorNamespace()));
  }

  /**
   * Whether the record may be moved. An object whose restore has begun or was requested is restored
   * from the record where it is.
   */
  private static boolean mayMove(DeletedResource record) {
    return record.getMetadata().getDeletionTimestamp() == null
        && RecordStep.state(record) == State.DELETED
        && !RecordStep.comesBack(record)
        && !Format.newer(record);
  }

  /**
   * Moves the record if it may still be moved. The watch may not have reported yet that its restore
   * has begun.
   */
  private void moveLive(DeletedResource record, RestoredObject home) {
    LiveRecord.same(api, record)
        .filter(RecordRepatriation::mayMove)
        .filter(live -> CreateUnderWay.isOver(live, now.get()))
        .filter(live -> mark(live, home))
        .ifPresent(live -> move(live, home));
  }

  /**
   * Marks the record, unless it has changed: a create may have begun to restore its object. Returns
   * whether the record is marked now.
   */
  private boolean mark(DeletedResource record, RestoredObject home) {
    try {
      api.mergePatch(LiveRecord.path(record), RelocatedRecord.moving(record, home.uid()));
      return true;
    } catch (ApiException e) {
      if (e.notFound() || (e.conflict() && !e.byWebhook())) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Returns the namespace while it is still the restored one. A user may have deleted it, and a
   * stranger may have taken the name.
   */
  private Optional<RestoredObject> home(RestoredObject as) {
    return api.findMetadata(ResourceType.NAMESPACES.path(Optional.empty(), as.name()))
        .filter(
            live -> !live.deleting() && NamespaceLineage.leadsTo(as, live.uid(), records::ofUid))
        .map(live -> new RestoredObject(null, live.name(), live.uid()));
  }

  private void move(DeletedResource record, RestoredObject home) {
    DeletedResourceSpec spec = record.getSpec();
    String uid = spec.resource().uid();
    Optional<KubeObject> there = HomeRecordLookup.of(api, record);
    if (there.isEmpty() && snapshots.has(uid, spec.snapshot())) {
      snapshots.amend(uid, spec.snapshot(), RecordAmendment.of(record, Optional.of(home.uid())));
      ObjectNode moved = RelocatedRecord.of(record, home.name());
      moved.withObject("/spec/resource").put("namespaceUid", home.uid());
      if (!writer.save(moved).namespace().equals(home.name())) {
        // The namespace was deleted just now, and this is the only record.
        return;
      }
      log.info("{}: is at home in {} again", record.getMetadata().getName(), home.name());
    }
    LiveRecord.same(api, record)
        .filter(RecordRepatriation::mayMove)
        .filter(here -> isAtHome(here, home))
        .ifPresent(this::letGo);
  }

  /**
   * Whether the record is in its own namespace. This includes a record that was purged there, or is
   * being purged there: while the namespace exists, a user asked for that purge.
   */
  private boolean isAtHome(DeletedResource here, RestoredObject home) {
    DeletedResourceSpec spec = here.getSpec();
    return HomeRecordLookup.of(api, here)
        .map(there -> !there.deleting() || home(home).isPresent())
        .orElseGet(() -> !snapshots.has(spec.resource().uid(), spec.snapshot()));
  }

  /**
   * Deletes the record outside the namespace, but only if it is unchanged since before the record
   * in the namespace was read. If the namespace is deleted again, the record is saved here again,
   * which changes this record. A record under legal hold is not deleted. Therefore its hold is
   * removed first; the record in the namespace is under legal hold now.
   */
  private void letGo(DeletedResource here) {
    var metadata = here.getMetadata();
    String path = LiveRecord.path(here);
    String version = metadata.getResourceVersion();
    try {
      if (Boolean.TRUE.equals(here.getSpec().legalHold())) {
        ObjectNode patch = Json.object();
        patch.putObject("metadata").put("uid", metadata.getUid()).put("resourceVersion", version);
        // No user lifted the hold.
        patch.putObject("spec").put("legalHold", false).putNull("legalHoldBy");
        version = api.mergePatch(path, patch).resourceVersion();
      }
      ObjectNode options = Json.object();
      options
          .putObject("preconditions")
          .put("uid", metadata.getUid())
          .put("resourceVersion", version);
      api.delete(path, options);
    } catch (ApiException e) {
      if (!e.notFound() && !e.conflict()) {
        throw e;
      }
    }
  }
}
