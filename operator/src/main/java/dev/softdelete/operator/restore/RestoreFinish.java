package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.RestoreFailure.Reason;
import dev.softdelete.operator.snapshot.StoredObject;
import java.util.Optional;

/**
 * Makes a created object the one that was deleted: its status where asked for, its field ownership;
 * applies on top what is to be applied, and takes our mark off.
 */
final class RestoreFinish {
  static final String FIELD_MANAGER = "soft-delete-restore";
  private static final int ATTEMPTS = 10;

  private final ApiServer api;
  private final PendingApplies applies;

  RestoreFinish(ApiServer api, PendingApplies applies) {
    this.api = api;
    this.applies = applies;
  }

  /**
   * Does nothing where an earlier attempt finished it: what became of the object since is another
   * story.
   *
   * @return why the manifest that was to be applied on top was not, if so
   */
  Optional<String> finish(
      DeletedResource record, StoredObject stored, String path, RestoredObject restored) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<KubeObject> live =
          api.find(path)
              .map(KubeObject::parse)
              .filter(l -> l.uid().equals(restored.uid()) && marked(l, record, stored));
      if (live.isEmpty()) {
        return Optional.empty();
      }
      try {
        return finish(record, stored.object(), path, live.get());
      } catch (ApiException e) {
        if (!e.conflict() && !e.notFound()) {
          throw e;
        }
      }
    }
    throw new IllegalStateException(path + " changes faster than it can be finished");
  }

  static boolean marked(KubeObject live, DeletedResource record, StoredObject stored) {
    return RestoreMark.on(live).filter(m -> m.belongsTo(record, stored.secret())).isPresent();
  }

  private Optional<String> finish(
      DeletedResource record, KubeObject snapshot, String path, KubeObject live) {
    boolean withStatus =
        Boolean.TRUE.equals(record.getSpec().terms().restoreStatus())
            && snapshot.json().has("status");
    String request = RestoreMark.on(live).orElseThrow().request();
    Optional<PendingApply> pending = applies.find(request);
    KubeObject current = withStatus ? writeStatus(path, snapshot, live) : live;
    ArrayNode owners = FieldOwnership.merged(snapshot, current, withStatus);
    if (pending.isEmpty()) {
      patch(record, path, current, owners, true);
      return Optional.empty();
    }
    PendingApply apply = pending.get();
    ArrayNode applying =
        apply.serverSide()
            ? owners
            : FieldOwnership.asApplied(owners, apply.manager(), PendingApply.STAND_IN);
    KubeObject restored = patch(record, path, current, applying, false);
    Optional<String> refusal = apply(apply, path);
    KubeObject applied = refusal.isPresent() ? restored : KubeObject.parse(api.get(path));
    ArrayNode after = (ArrayNode) applied.metadata().path("managedFields");
    patch(
        record,
        path,
        applied,
        apply.serverSide()
            ? after
            : FieldOwnership.asUpdated(after, PendingApply.STAND_IN, apply.manager()),
        true);
    applies.discard(request);
    return refusal;
  }

  private Optional<String> apply(PendingApply apply, String path) {
    try {
      api.applyAs(
          apply.requester(), path, apply.applyingManager(), apply.force(), apply.manifest());
      return Optional.empty();
    } catch (ApiException e) {
      if (e.notFound() || e.code() == 429 || e.code() >= 500) {
        throw e;
      }
      return Optional.of(e.getMessage());
    }
  }

  private KubeObject patch(
      DeletedResource record, String path, KubeObject seen, ArrayNode owners, boolean unmark) {
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", seen.resourceVersion());
    metadata.set("managedFields", owners);
    if (unmark) {
      metadata.putObject("annotations").putNull(RestoreMark.ANNOTATION);
    }
    String finishing = path + "?fieldManager=" + FIELD_MANAGER;
    try {
      return api.mergePatch(finishing, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      // RBAC lets nobody write a role beyond their own rights; the requester could create it.
      return patchAs(record.getSpec().restoreRequestedBy(), finishing, patch);
    }
  }

  private KubeObject patchAs(Requester requester, String path, ObjectNode patch) {
    try {
      return api.mergePatchAs(requester, path, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      throw new RestoreFailedException(
          new RestoreFailure(
              Reason.Forbidden,
              "It is back, but bears the annotation "
                  + RestoreMark.ANNOTATION
                  + ", which "
                  + requester.username()
                  + " may not take off: "
                  + e.getMessage(),
              true));
    }
  }

  private KubeObject writeStatus(String path, KubeObject snapshot, KubeObject live) {
    ArrayNode patch = Json.object().arrayNode();
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/resourceVersion")
        .put("value", live.resourceVersion());
    patch
        .addObject()
        .put("op", "add")
        .put("path", "/status")
        .set("value", snapshot.json().path("status"));
    try {
      return api.jsonPatch(path + "/status?fieldManager=" + FIELD_MANAGER, patch);
    } catch (ApiException e) {
      if (e.notFound()) {
        return live;
      }
      throw e;
    }
  }
}
