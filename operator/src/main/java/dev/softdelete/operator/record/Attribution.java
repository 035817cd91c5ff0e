package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * Writes who deleted into records that another replica wrote. The webhook may reach any replica;
 * the leader captures.
 */
public final class Attribution implements Runnable {
  private final ApiServer api;
  private final RecordCatalog records;
  private final DeleteRequests requests;

  public Attribution(ApiServer api, RecordCatalog records, DeleteRequests requests) {
    this.api = api;
    this.records = records;
    this.requests = requests;
  }

  @Override
  public void run() {
    requests
        .all()
        .forEach(
            (uid, requester) ->
                records
                    .ofUid(uid)
                    .ifPresent(
                        record -> {
                          if (record.getSpec().deletedBy() == null) {
                            var patch = Json.object();
                            patch.putObject("spec").set("deletedBy", Json.tree(requester));
                            patch(record, patch);
                          }
                          requests.forget(uid);
                        }));
  }

  private void patch(DeletedResource record, ObjectNode patch) {
    try {
      api.mergePatch(
          ResourceType.DELETED_RESOURCES.path(
              Optional.of(record.getMetadata().getNamespace()), record.getMetadata().getName()),
          patch);
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }
}
