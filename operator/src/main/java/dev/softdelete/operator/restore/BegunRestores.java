package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.apply.ApplyOnTop;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.create.CopiedMarks;
import dev.softdelete.operator.restore.finish.RestoreFinish;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Optional;

/**
 * Makes sure that each object with a genuine restore mark is finished: by the reconciler of its
 * record, once the record names the object, or here if the record has ended or names another one.
 */
public final class BegunRestores {
  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final Group group;
  private final PendingApplies applies;
  private final RestoreFinish finish;
  private final StatusWriter status;

  /** What becomes of an object with a restore mark. */
  public enum Next {
    /** The mark means nothing: it is a copy, or not ours. */
    NOTHING,

    /** The reconciler of the record finishes the object. */
    FINISHED_BY_RECORD,

    /** The same, but the purge of the record may come first. The mark must be checked again. */
    CHECKED_AGAIN,

    /** The object was finished. */
    FINISHED_HERE
  }

  public BegunRestores(
      ApiServer api,
      SnapshotStore snapshots,
      Group group,
      PendingApplies applies,
      RestoreFinish finish) {
    this.api = api;
    this.snapshots = snapshots;
    this.group = group;
    this.applies = applies;
    this.finish = finish;
    this.status = new StatusWriter(api);
  }

  /**
   * Looks at the mark of an object.
   *
   * @return whether nothing is left to do here
   */
  public boolean note(String path) {
    return api.find(path)
        .map(KubeObject::parse)
        .map(object -> see(object, path) != Next.CHECKED_AGAIN)
        .orElse(true);
  }

  /** Writes the object to its record or finishes it, if it has a genuine mark. */
  Next see(KubeObject live, String path) {
    Optional<RestoreMark> mark = RestoreMark.on(live);
    if (mark.isEmpty() || CopiedMarks.mayBear(live)) {
      return Next.NOTHING;
    }
    Optional<DeletedResource> record = LiveRecord.of(api, mark.get());
    if (record.isEmpty()) {
      return withoutRecord(live, path, mark.get());
    }
    if (!isOf(record.get().getSpec().resource(), live, mark.get()) || Format.newer(record.get())) {
      return Next.NOTHING;
    }
    try {
      return RestoreMark.marks(live, record.get(), snapshots.get(record.get()).secret())
          ? see(live, path, mark.get(), record.get())
          : Next.NOTHING;
    } catch (CorruptSnapshotException e) {
      // The purge deletes the snapshot before the record is gone.
      return record.get().getMetadata().getDeletionTimestamp() == null
          ? Next.NOTHING
          : Next.CHECKED_AGAIN;
    }
  }

  private Next see(KubeObject live, String path, RestoreMark mark, DeletedResource record) {
    Optional<RestoredObject> as = RecordStep.restoredAs(record);
    boolean byReconciler =
        Restore.noted(record).isEmpty() && createdByReconciler(record, live, mark);
    if (as.isPresent() && !live.uid().equals(as.get().uid()) && !byReconciler) {
      return finishBesides(record, live, path, mark);
    }
    if (as.isEmpty() && !byReconciler) {
      if (!isUnderWay(record, live, mark)) {
        return Next.NOTHING;
      }
      status.noteBegun(record, Restore.as(live));
    }
    return record.getMetadata().getDeletionTimestamp() == null
        ? Next.FINISHED_BY_RECORD
        : Next.CHECKED_AGAIN;
  }

  private boolean isUnderWay(DeletedResource record, KubeObject live, RestoreMark mark) {
    Optional<RestoreTarget> asked = group.request(record).map(RestoreRequest::target);
    return RestoreUnderWay.to(live, mark, record, asked, group.everAsked(record));
  }

  /** Whether the reconciler of the record is about to write the object to the record itself. */
  private boolean createdByReconciler(DeletedResource record, KubeObject live, RestoreMark mark) {
    return mark.request().isEmpty()
        && group
            .request(record)
            .map(RestoreRequest::target)
            .filter(target -> isAt(target, live))
            .isPresent();
  }

  private static boolean isAt(RestoreTarget target, KubeObject live) {
    return target.name().equals(live.name()) && target.namespace().equals(live.namespace());
  }

  /**
   * Finishes an object whose record was purged during the create. The purge of a record finishes
   * the objects that the operator created.
   */
  private Next withoutRecord(KubeObject live, String path, RestoreMark mark) {
    if (mark.request().isEmpty()) {
      return Next.NOTHING;
    }
    finishAlone(live, path, mark);
    return Next.FINISHED_HERE;
  }

  /**
   * Finishes an object beside the one that the record names: both were restored. A copy of a mark
   * on an object that no restore has created is removed, and nothing else.
   */
  private Next finishBesides(
      DeletedResource record, KubeObject live, String path, RestoreMark mark) {
    if (mark.request().isEmpty() && !FieldOwnership.writtenByUs(live)) {
      finishAlone(live, path, mark);
      return Next.FINISHED_HERE;
    }
    try {
      var request = RestoreRequest.of(record);
      return switch (finish.finish(request, snapshots.get(record), path, Restore.as(live))) {
        case RestoreFinish.Step.Finished f -> Next.FINISHED_HERE;
        case RestoreFinish.Step.NotYet n -> Next.CHECKED_AGAIN;
      };
    } catch (RestoreFailedException e) {
      finishAlone(live, path, mark);
      return Next.FINISHED_HERE;
    }
  }

  /**
   * Finishes an object without its snapshot: applies the manifest that its create sent, and removes
   * the mark.
   */
  private void finishAlone(KubeObject live, String path, RestoreMark mark) {
    // The mark may be forged, and name the manifest of somebody else.
    Optional<ApplyOnTop> pending =
        applies
            .find(mark.request())
            .filter(p -> p.isOf(live))
            .map(p -> new ApplyOnTop(api, p, path, () -> applies.failed(mark.request())));
    pending.ifPresent(p -> p.apply(live, live.metadata().withArray("managedFields")));
    KubeObject now = pending.isPresent() ? KubeObject.parse(api.get(path)) : live;
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", now.resourceVersion());
    metadata.putObject("annotations").putNull(RestoreMark.ANNOTATION);
    pending.ifPresent(p -> metadata.set("managedFields", p.ownersAfter(now)));
    api.mergePatch(path + "?fieldManager=" + FieldOwnership.FIELD_MANAGER, patch);
    if (pending.isPresent()) {
      applies.discard(mark.request());
    }
  }

  private static boolean isOf(ResourceIdentity deleted, KubeObject live, RestoreMark mark) {
    return mark.request().isEmpty() ? isOfKind(deleted, live) : isOf(deleted, live);
  }

  /**
   * Whether the live object has the type, namespace and name of the deleted object. Controllers
   * copy annotations: the ReplicaSet of a Deployment also carries the genuine mark of the
   * Deployment.
   */
  static boolean isOf(ResourceIdentity deleted, KubeObject live) {
    return isOfKind(deleted, live)
        && live.name().equals(deleted.name())
        && live.namespace().equals(Optional.ofNullable(deleted.namespace()));
  }

  private static boolean isOfKind(ResourceIdentity deleted, KubeObject live) {
    return group(live.apiVersion()).equals(group(deleted.apiVersion()))
        && live.kind().equals(deleted.kind());
  }

  private static String group(String apiVersion) {
    return GroupVersion.of(apiVersion).group();
  }
}
