package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import java.util.Optional;

/**
 * A restore that somebody's create is: the API server creates what we make of their manifest, with
 * their rights; once it is there, the record's reconciler finishes it by its mark.
 */
public final class RestoreOnCreate {
  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RestoreManifests manifests;
  private final PendingApplies applies;
  private final SubjectAccess access;

  public RestoreOnCreate(
      ApiServer api, SnapshotStore snapshots, RestoreManifests manifests, PendingApplies applies) {
    this.api = api;
    this.snapshots = snapshots;
    this.manifests = manifests;
    this.applies = applies;
    this.access = new SubjectAccess(api);
  }

  /** Why not, if so: it takes the right to restore, and to read what comes back. */
  public Optional<String> forbidden(Requester requester, DeletedResource record) {
    var metadata = record.getMetadata();
    ResourceIdentity deleted = record.getSpec().resource();
    if (!access.allowed(
        requester,
        "restore",
        ResourceType.DELETED_RESOURCES,
        Optional.of(metadata.getNamespace()),
        metadata.getName())) {
      return Optional.of(
          "%s may not restore the deleted %s '%s': this takes the verb \"restore\" on %s in namespace %s"
              .formatted(
                  requester.username(),
                  deleted.kind(),
                  deleted.name(),
                  ResourceType.DELETED_RESOURCES.groupResource(),
                  metadata.getNamespace()));
    }
    ResourceType type = ResourceType.of(deleted);
    if (!access.allowed(
        requester, "get", type, Optional.ofNullable(deleted.namespace()), deleted.name())) {
      return Optional.of(
          "%s may not restore the deleted %s '%s' by a create: this takes the permission to get %s"
              .formatted(
                  requester.username(), deleted.kind(), deleted.name(), type.groupResource()));
    }
    return Optional.empty();
  }

  /** What is to be created in place of the manifest; writes nothing. */
  public ObjectNode manifest(DeletedResource record, String request) {
    var spec = record.getSpec();
    StoredObject stored = snapshots.get(spec.resource().uid(), spec.snapshot());
    RestoreTarget target = RestoreTarget.inPlace(record);
    ObjectNode manifest = manifests.of(record, stored, target, request);
    if (ServiceAddresses.isService(manifest)) {
      // The create cannot be tried again with others, as a restore by the operator is.
      ServiceAddresses.giveUp(manifest, ServiceAddresses.InUse.now(api));
    }
    new RestoredVolumes(api).ready(spec.resource(), stored, manifest);
    return manifest;
  }

  /** The record as it is: what a watch knows may be a moment too old. Empty: it is gone. */
  public Optional<DeletedResource> current(DeletedResource record) {
    return LiveRecord.same(api, record);
  }

  /** Whether they may apply something on top of what comes back. */
  public boolean mayApply(Requester requester, DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return access.allowed(
        requester,
        "patch",
        ResourceType.of(deleted),
        Optional.ofNullable(deleted.namespace()),
        deleted.name());
  }

  /** Whether the object is still there, and is let go only when its restore is asked for. */
  public boolean held(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return record.getSpec().mode() == Mode.Hold
        && api.findMetadata(
                ResourceType.of(deleted)
                    .path(Optional.ofNullable(deleted.namespace()), deleted.name()))
            .filter(o -> o.uid().equals(deleted.uid()))
            .isPresent();
  }

  /** Asks for the restore, as by the annotation on the record. */
  public void ask(DeletedResource record, Requester requester) {
    ObjectNode patch = inPlaceFor(requester);
    patch.withObject("/metadata/annotations").put(SoftDelete.RESTORE_ANNOTATION, "true");
    api.mergePatch(LiveRecord.path(record), patch);
  }

  /** Durable before the create goes on, and harmless when the create fails. */
  public void begin(
      DeletedResource record,
      Requester requester,
      String request,
      Optional<PendingApply> thenApply) {
    String deleted = record.getSpec().resource().uid();
    thenApply.ifPresent(apply -> applies.save(request, deleted, apply));
    api.mergePatch(LiveRecord.path(record), inPlaceFor(requester));
  }

  /** Nobody's rights take it where somebody else wanted to have it. */
  private static ObjectNode inPlaceFor(Requester requester) {
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .putObject("annotations")
        .putNull(SoftDelete.RESTORE_AS_ANNOTATION)
        .putNull(SoftDelete.RESTORE_NAMESPACE_ANNOTATION);
    patch.putObject("spec").set("restoreRequestedBy", Json.tree(requester));
    return patch;
  }
}
