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
 * then takes our mark off.
 */
final class RestoreFinish {
  static final String FIELD_MANAGER = "soft-delete-restore";
  private static final int ATTEMPTS = 10;

  private final ApiServer api;

  RestoreFinish(ApiServer api) {
    this.api = api;
  }

  /**
   * Does nothing where an earlier attempt finished it: what became of the object since is another
   * story.
   */
  void finish(DeletedResource record, StoredObject stored, String path, RestoredObject restored) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<KubeObject> live =
          api.find(path)
              .map(KubeObject::parse)
              .filter(l -> l.uid().equals(restored.uid()) && marked(l, record, stored));
      if (live.isEmpty()) {
        return;
      }
      try {
        unmark(record, stored.object(), path, live.get());
        return;
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

  private void unmark(DeletedResource record, KubeObject snapshot, String path, KubeObject live) {
    boolean withStatus =
        Boolean.TRUE.equals(record.getSpec().terms().restoreStatus())
            && snapshot.json().has("status");
    KubeObject current = withStatus ? writeStatus(path, snapshot, live) : live;
    ArrayNode owners = FieldOwnership.merged(snapshot, current, withStatus);
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", current.resourceVersion());
    metadata.putObject("annotations").putNull(RestoreMark.ANNOTATION);
    metadata.set("managedFields", owners);
    String finishing = path + "?fieldManager=" + FIELD_MANAGER;
    try {
      api.mergePatch(finishing, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      // RBAC lets nobody write a role beyond their own rights; the requester could create it.
      unmarkAs(record.getSpec().restoreRequestedBy(), finishing, patch);
    }
  }

  private void unmarkAs(Requester requester, String path, ObjectNode patch) {
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
                  + RestoreMark.ANNOTATION
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
