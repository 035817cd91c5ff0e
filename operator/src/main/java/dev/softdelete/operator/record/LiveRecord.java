package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** A record as the API server has it: what a watch knows may be a moment too old. */
public final class LiveRecord {
  private LiveRecord() {}

  public static String path(DeletedResource record) {
    return ResourceType.DELETED_RESOURCES.path(
        Optional.of(record.getMetadata().getNamespace()), record.getMetadata().getName());
  }

  /** What has its name now, which may be another edition of it; empty when it is gone. */
  public static Optional<DeletedResource> find(ApiServer api, DeletedResource record) {
    return api.find(path(record)).map(bytes -> Json.as(DeletedResource.class, Json.parse(bytes)));
  }

  /** The very record, not one that was written anew. */
  public static Optional<DeletedResource> same(ApiServer api, DeletedResource record) {
    return find(api, record)
        .filter(now -> now.getMetadata().getUid().equals(record.getMetadata().getUid()));
  }
}
