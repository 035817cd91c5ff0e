package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.capture.RecordWriter;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.RecordAmendment;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the records of a namespace back into it once the Namespace's own record is restored. The
 * record at home is written first; where it is, the purge of the other is none.
 */
public final class Homecoming {
  private static final Logger log = LoggerFactory.getLogger(Homecoming.class);

  private final ApiServer api;
  private final RecordWriter writer;
  private final SnapshotStore snapshots;
  private final RecordCatalog records;

  public Homecoming(
      ApiServer api, RecordWriter writer, SnapshotStore snapshots, RecordCatalog records) {
    this.api = api;
    this.writer = writer;
    this.snapshots = snapshots;
    this.records = records;
  }

  /** Of what had been deleted before it; that does not wait until all of its group is back. */
  public void ofEarlier(DeletedResource root, RestoredObject as) {
    String group = root.getSpec().resource().uid();
    of(root, as, record -> !group.equals(record.getSpec().deletionGroup()));
  }

  /** Of all that is still deleted. */
  public void ofTheRest(DeletedResource root, RestoredObject as) {
    of(root, as, record -> true);
  }

  /** Does nothing for what is no namespace, or came back under another name. */
  private void of(DeletedResource root, RestoredObject as, Predicate<DeletedResource> which) {
    var deleted = root.getSpec().resource();
    if (!ResourceType.of(deleted).isNamespaces() || !deleted.name().equals(as.name())) {
      return;
    }
    records.ofNamespace(deleted.uid()).stream()
        .filter(r -> r.getMetadata().getNamespace().equals(writer.operatorNamespace()))
        .filter(r -> mayMove(r) && which.test(r))
        .forEach(record -> home(as).ifPresent(home -> moveLive(record, home)));
  }

  /** What comes back meanwhile, or is asked to, does so where its record is. */
  private static boolean mayMove(DeletedResource record) {
    return record.getMetadata().getDeletionTimestamp() == null
        && RecordStep.state(record) == State.DELETED
        && !RecordStep.comesBack(record)
        && !Format.newer(record);
  }

  /** A watch may not have told yet that its restore has begun. */
  private void moveLive(DeletedResource record, RestoredObject home) {
    LiveRecord.same(api, record).filter(Homecoming::mayMove).ifPresent(live -> move(live, home));
  }

  /** While it is that namespace: somebody may have deleted it, and a stranger taken the name. */
  private Optional<RestoredObject> home(RestoredObject as) {
    return api.findMetadata(ResourceType.NAMESPACES.path(Optional.empty(), as.name()))
        .filter(live -> !live.deleting() && Descent.leadsTo(as, live.uid(), records::ofUid))
        .map(live -> new RestoredObject(null, live.name(), live.uid()));
  }

  private void move(DeletedResource record, RestoredObject home) {
    DeletedResourceSpec spec = record.getSpec();
    String uid = spec.resource().uid();
    Optional<KubeObject> there = Twin.of(api, record);
    if (there.isEmpty() && snapshots.has(uid, spec.snapshot())) {
      snapshots.amend(uid, spec.snapshot(), RecordAmendment.of(spec, Optional.of(home.uid())));
      ObjectNode moved = MovedRecord.of(record, home.name());
      moved.withObject("/spec/resource").put("namespaceUid", home.uid());
      if (!writer.save(moved).namespace().equals(home.name())) {
        // It went away just now, and this is the only record that there is.
        return;
      }
      log.info("{}: is at home in {} again", record.getMetadata().getName(), home.name());
    }
    LiveRecord.same(api, record)
        .filter(here -> here.getMetadata().getDeletionTimestamp() == null)
        .filter(here -> isAtHome(here, home))
        .ifPresent(this::letGo);
  }

  /**
   * Also where it is being purged there, which somebody asked for while the namespace is there, or
   * was purged there.
   */
  private boolean isAtHome(DeletedResource here, RestoredObject home) {
    DeletedResourceSpec spec = here.getSpec();
    return Twin.of(api, here)
        .map(there -> !there.deleting() || home(home).isPresent())
        .orElseGet(() -> !snapshots.has(spec.resource().uid(), spec.snapshot()));
  }

  /**
   * Only as it was before the one at home was looked at: where the namespace goes away again, that
   * one is written here again, which changes this one. What is on hold is not deleted; it is the
   * one at home that is on hold now.
   */
  private void letGo(DeletedResource here) {
    var metadata = here.getMetadata();
    String path = LiveRecord.path(here);
    String version = metadata.getResourceVersion();
    try {
      if (Boolean.TRUE.equals(here.getSpec().legalHold())) {
        ObjectNode patch = Json.object();
        patch.putObject("metadata").put("uid", metadata.getUid()).put("resourceVersion", version);
        // Nobody lifted it.
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
