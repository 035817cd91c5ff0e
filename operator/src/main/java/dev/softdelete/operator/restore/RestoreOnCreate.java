package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.AnsweredCreate;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.LiveDefinitions;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.CreateUnderWay;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.requester.RequesterSummary;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.apply.PendingApply;
import dev.softdelete.operator.restore.create.RestoreManifests;
import dev.softdelete.operator.restore.kinds.ImmutableFields;
import dev.softdelete.operator.restore.kinds.ServiceAddresses;
import dev.softdelete.operator.restore.request.RestoreAuthorization;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Restores an object through a user's create. The API server creates the manifest that we make from
 * the user's manifest, with the user's rights. The record's reconciler then recognizes the object
 * by its restore mark, and finishes it.
 */
public final class RestoreOnCreate {
  /** Whether a restore through a create has begun. */
  public enum Begun {
    YES,

    /** The snapshot of the record goes before the object could be finished. */
    PURGE_HAS_BEGUN,

    /** The record must be read again, because it may be restored already. */
    RECORD_HAS_CHANGED
  }

  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RestoreManifests manifests;
  private final PendingApplies applies;
  private final RestoreAuthorization authorization;
  private final InstantSource clock;
  private final Predicate<String> justReleased;

  /**
   * Creates an instance.
   *
   * @param clock the clock of the API server
   * @param justReleased whether the record of the object with a uid may still get a later version
   */
  public RestoreOnCreate(
      ApiServer api,
      SnapshotStore snapshots,
      RestoreManifests manifests,
      PendingApplies applies,
      InstantSource clock,
      Predicate<String> justReleased) {
    this.justReleased = justReleased;
    this.api = api;
    this.snapshots = snapshots;
    this.manifests = manifests;
    this.applies = applies;
    this.authorization = new RestoreAuthorization(api);
    this.clock = clock;
  }

  /** Returns why the requester may not restore the object by a create, or empty. */
  public Optional<String> forbidden(Requester requester, DeletedResource record) {
    return authorization.objectionToCreate(record, requester);
  }

  /** Returns the object to create in place of the user's manifest. Writes nothing. */
  public ObjectNode manifest(DeletedResource record, String request, boolean dryRun) {
    StoredObject stored = snapshots.get(record);
    RestoreTarget target = RestoreTarget.inPlace(record);
    ObjectNode manifest =
        dryRun
            ? manifests.forDryRun(record, stored, target, request)
            : manifests.of(record, stored, target, request);
    if (ServiceAddresses.isService(manifest)) {
      // This create cannot be retried with other addresses, unlike a restore by the operator.
      ServiceAddresses.giveUp(manifest, ServiceAddresses.InUse.now(api));
    }
    new RestoredVolumes(api).ready(record, stored, manifest);
    return manifest;
  }

  /**
   * Returns the record from the API server, because a watch may be slightly behind. Returns empty
   * if the record is gone.
   */
  public Optional<DeletedResource> current(DeletedResource record) {
    return LiveRecord.same(api, record);
  }

  /**
   * Returns the record that a restore mark names, as the API server has it; empty if none of its
   * answered creates can be stored any more.
   */
  public Optional<DeletedResource> marked(RestoreMark mark) {
    return LiveRecord.of(api, mark)
        .filter(record -> !CreateUnderWay.isOver(record, clock.instant()));
  }

  /**
   * Returns the field that no update may change and that the manifest changes, so that it cannot be
   * applied on top of the restored object.
   *
   * @param restored the object that would be restored
   */
  public Optional<String> immutable(
      DeletedResource record, ObjectNode restored, PendingApply apply) {
    List<String> custom =
        new LiveDefinitions(api).immutable(ResourceType.of(record.getSpec().resource()));
    return ImmutableFields.changed(restored, apply.manifest(), custom);
  }

  /** Whether the copy of the object is gone for certain, so that nothing can bring it back. */
  public boolean copyIsGone(DeletedResource record) {
    try {
      return !snapshots.has(record.getSpec().resource().uid(), record.getSpec().snapshot());
    } catch (ApiException | UncheckedIOException e) {
      return false;
    }
  }

  /** Whether the requester may apply a manifest on top of the restored object. */
  public boolean mayApply(Requester requester, DeletedResource record) {
    return authorization.mayApply(record, requester);
  }

  /** Whether the object still exists, and is released only when its restore is requested. */
  public boolean held(DeletedResource record) {
    return record.getSpec().mode() == Mode.Hold && stillThere(record);
  }

  /**
   * Whether the deleted object still exists, or has just been released. Until then, its record may
   * be updated to a newer snapshot.
   */
  public boolean stillThere(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return api.findMetadata(
                ResourceType.of(deleted)
                    .path(Optional.ofNullable(deleted.namespace()), deleted.name()))
            .filter(o -> o.uid().equals(deleted.uid()))
            .isPresent()
        || justReleased.test(deleted.uid());
  }

  /** Requests the restore, as a user does by the annotation on the record. */
  public void ask(DeletedResource record, Requester requester) {
    ObjectNode patch = inPlaceFor(record, requester);
    patch.withObject("/metadata/annotations").put(SoftDelete.RESTORE_ANNOTATION, "true");
    api.mergePatch(LiveRecord.path(record), patch);
  }

  /**
   * Prepares a restore through a create. The writes are durable before the create continues, and
   * harmless if the create fails.
   *
   * @param record the record as the API server has it
   */
  public Begun begin(
      DeletedResource record,
      Requester requester,
      String request,
      Optional<PendingApply> thenApply) {
    String deleted = record.getSpec().resource().uid();
    thenApply.ifPresent(apply -> applies.save(request, deleted, apply));
    Begun begun = stamp(record, requester, request);
    if (begun != Begun.YES && thenApply.isPresent()) {
      applies.discard(request);
    }
    return begun;
  }

  /**
   * Stamps the requester and the create, unless the record has changed: a restore of it may have
   * begun. From then on, the operator restores the object elsewhere only if this create cannot be
   * stored any more.
   */
  private Begun stamp(DeletedResource record, Requester requester, String request) {
    ObjectNode patch = inPlaceFor(record, requester);
    var answered =
        new AnsweredCreate(request, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    patch.withObject("/spec").set("answeredCreate", Json.tree(answered));
    patch.withObject("/metadata").put("resourceVersion", record.getMetadata().getResourceVersion());
    try {
      return api.mergePatch(LiveRecord.path(record), patch).deleting()
          ? Begun.PURGE_HAS_BEGUN
          : Begun.YES;
    } catch (ApiException e) {
      if (e.notFound()) {
        return Begun.PURGE_HAS_BEGUN;
      }
      if (e.conflict() && !e.byWebhook()) {
        return Begun.RECORD_HAS_CHANGED;
      }
      throw e;
    }
  }

  /**
   * Returns a patch that stamps the requester and removes the target annotations. The rights of one
   * requester must not restore the object at the place that another user asked for.
   */
  private static ObjectNode inPlaceFor(DeletedResource record, Requester requester) {
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .putObject("annotations")
        .putNull(SoftDelete.RESTORE_AS_ANNOTATION)
        .putNull(SoftDelete.RESTORE_NAMESPACE_ANNOTATION)
        .putNull(SoftDelete.RESTORE_OVER_ANNOTATION);
    patch
        .putObject("spec")
        .put("restoreRequestId", record.getMetadata().getResourceVersion())
        .set("restoreRequestedBy", Json.tree(RequesterSummary.login(requester)));
    return patch;
  }
}
