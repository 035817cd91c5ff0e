package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.restore.RestoreFailure.Reason;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Creates the object in the requester's name, notes its uid in the record, then gives it back its
 * field ownership and takes our mark off. Whatever stops it in between, the mark or the noted uid
 * tells the next attempt that the object is ours.
 */
public final class Restore {
  private static final String FIELD_MANAGER = "soft-delete-restore";
  private static final int ATTEMPTS = 10;

  private final ApiServer api;
  private final Discovery discovery;
  private final SnapshotStore snapshots;
  private final OwnerLookup owners;

  /** What came of an attempt. */
  public sealed interface Outcome {
    record Done(RestoredObject as) implements Outcome {}

    record Failed(RestoreFailure why) implements Outcome {}
  }

  public Restore(ApiServer api, Discovery discovery, SnapshotStore snapshots, LiveOwners owners) {
    this.api = api;
    this.discovery = discovery;
    this.snapshots = snapshots;
    this.owners = owners;
  }

  /**
   * Brings it back, or says why not.
   *
   * @param created told of the object before it is finished, to note it in the record
   */
  public Outcome restore(DeletedResource record, Consumer<RestoredObject> created) {
    RestoreTarget target = RestoreTarget.of(record);
    try {
      ResourceType type = type(record);
      String path = type.path(target.namespace(), target.name());
      Optional<RestoredObject> noted = noted(record);
      if (noted.isPresent()) {
        return finish(record, path, noted.get());
      }
      KubeObject live = create(record, type, target);
      var restored = new RestoredObject(live.namespace().orElse(null), live.name(), live.uid());
      created.accept(restored);
      return finish(record, path, restored);
    } catch (RestoreFailedException e) {
      return new Outcome.Failed(e.failure());
    } catch (CorruptSnapshotException e) {
      return new Outcome.Failed(
          new RestoreFailure(
              Reason.SnapshotCorrupt,
              "The stored copy cannot be used: "
                  + e.getMessage()
                  + ". Put the Secret back from a backup of the operator's namespace, then set"
                  + " softdelete.dev/restore again.",
              false));
    }
  }

  private static Optional<RestoredObject> noted(DeletedResource record) {
    return Optional.ofNullable(record.getStatus())
        .map(DeletedResourceStatus::restoredAs)
        .filter(r -> r.uid() != null);
  }

  private ResourceType type(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return discovery
        .served(deleted.apiVersion(), deleted.resource())
        .orElseThrow(
            () ->
                new RestoreFailedException(
                    new RestoreFailure(
                        Reason.KindNotServed,
                        "The cluster does not serve "
                            + deleted.resource()
                            + " in version "
                            + deleted.apiVersion()
                            + ". Restore or install its CustomResourceDefinition; the restore goes"
                            + " on by itself.",
                        true)));
  }

  private KubeObject snapshot(DeletedResource record) {
    var spec = record.getSpec();
    return KubeObject.parse(snapshots.get(spec.resource().uid(), spec.snapshot()));
  }

  private KubeObject create(DeletedResource record, ResourceType type, RestoreTarget target) {
    Requester requester = record.getSpec().restoreRequestedBy();
    if (requester == null || requester.username() == null) {
      throw new RestoreFailedException(
          new RestoreFailure(
              Reason.Forbidden,
              "The API server did not stamp who asked. Install the chart's admission policies, then"
                  + " set softdelete.dev/restore again.",
              false));
    }
    ObjectNode manifest =
        RestoreManifest.of(snapshot(record), target, owners, record.getMetadata().getUid());
    String collection = type.path(target.namespace()) + "?fieldManager=" + FIELD_MANAGER;
    while (true) {
      try {
        return api.createAs(requester, collection, manifest);
      } catch (ApiException e) {
        if (e.alreadyExists()) {
          return existing(record, type, target);
        }
        if (e.code() == 429 || e.code() >= 500 || e.conflict()) {
          throw e;
        }
        manifest =
            ServiceAddresses.without(manifest, e)
                .orElseThrow(
                    () ->
                        new RestoreFailedException(
                            CreateRefusal.of(e, target, requester.username())));
      }
    }
  }

  /** Ours, left by an attempt that was cut off, or somebody else's. */
  private KubeObject existing(DeletedResource record, ResourceType type, RestoreTarget target) {
    KubeObject live =
        KubeObject.parse(
            api.find(type.path(target.namespace(), target.name()))
                .orElseThrow(() -> new IllegalStateException(target + " is gone again")));
    if (marked(live, record)) {
      return live;
    }
    if (live.deleting()) {
      throw new RestoreFailedException(
          new RestoreFailure(
              Reason.StillTerminating,
              target
                  + " is still being deleted: it waits for the finalizers "
                  + live.finalizers()
                  + ". The restore goes on when it is gone.",
              true));
    }
    throw new RestoreFailedException(
        new RestoreFailure(
            Reason.NameConflict,
            target
                + " exists. Delete or rename it, or restore under another name with"
                + " softdelete.dev/restore-as.",
            true));
  }

  private static boolean marked(KubeObject live, DeletedResource record) {
    return record
        .getMetadata()
        .getUid()
        .equals(live.annotations().get(RestoreManifest.RESTORING_ANNOTATION));
  }

  /** Also for a record on its way out, so that no mark stays behind. */
  public void finishIfBegun(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    RestoreTarget target = RestoreTarget.of(record);
    discovery
        .served(deleted.apiVersion(), deleted.resource())
        .map(type -> type.path(target.namespace(), target.name()))
        .ifPresent(
            path ->
                api.find(path)
                    .map(KubeObject::parse)
                    .filter(live -> marked(live, record))
                    .ifPresent(
                        live ->
                            finish(
                                record, path, new RestoredObject(null, live.name(), live.uid()))));
  }

  private Outcome finish(DeletedResource record, String path, RestoredObject restored) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<KubeObject> live = api.find(path).map(KubeObject::parse);
      if (live.filter(l -> l.uid().equals(restored.uid()) && marked(l, record)).isEmpty()) {
        // Finished by an earlier attempt; what became of the object since is another story.
        return new Outcome.Done(restored);
      }
      try {
        unmark(record, path, live.get());
        return new Outcome.Done(restored);
      } catch (ApiException e) {
        if (!e.conflict() && !e.notFound()) {
          throw e;
        }
      }
    }
    throw new IllegalStateException(path + " changes faster than it can be finished");
  }

  private void unmark(DeletedResource record, String path, KubeObject live) {
    KubeObject snapshot = snapshot(record);
    boolean withStatus =
        Boolean.TRUE.equals(record.getSpec().terms().restoreStatus())
            && snapshot.json().has("status");
    KubeObject current = withStatus ? writeStatus(path, snapshot, live) : live;
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", current.resourceVersion());
    metadata.putObject("annotations").putNull(RestoreManifest.RESTORING_ANNOTATION);
    metadata.set(
        "managedFields", FieldOwnership.merged(snapshot, current, FIELD_MANAGER, withStatus));
    String finishing = path + "?fieldManager=" + FIELD_MANAGER;
    try {
      api.mergePatch(finishing, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      // RBAC lets nobody write a role beyond their own rights; the requester could create it.
      finishAs(record.getSpec().restoreRequestedBy(), finishing, patch);
    }
  }

  private void finishAs(Requester requester, String path, ObjectNode patch) {
    try {
      api.mergePatchAs(requester, path, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      throw new RestoreFailedException(
          new RestoreFailure(
              Reason.Forbidden,
              "It is back, but bears the annotation "
                  + RestoreManifest.RESTORING_ANNOTATION
                  + ", which "
                  + requester.username()
                  + " may not take off: "
                  + e.getMessage(),
              true));
    }
  }

  private KubeObject writeStatus(String path, KubeObject snapshot, KubeObject live) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", live.resourceVersion());
    patch.set("status", snapshot.json().path("status"));
    try {
      return api.mergePatch(path + "/status?fieldManager=" + FIELD_MANAGER, patch);
    } catch (ApiException e) {
      if (e.notFound()) {
        return live;
      }
      throw e;
    }
  }
}
