package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** Reads a record from the API server, because the record from the watch may be out of date. */
public final class LiveRecord {
  private LiveRecord() {}

  public static String path(DeletedResource record) {
    return ResourceType.DELETED_RESOURCES.path(
        Optional.of(record.getMetadata().getNamespace()), record.getMetadata().getName());
  }

  /** Returns the record that has this name now, which may be a new one; empty if there is none. */
  public static Optional<DeletedResource> find(ApiServer api, DeletedResource record) {
    return api.findObject(path(record)).map(LiveRecord::typed);
  }

  /** Returns the record that a restore mark names; empty if there is none. */
  public static Optional<DeletedResource> of(ApiServer api, RestoreMark mark) {
    return named(api, mark.namespace(), mark.record());
  }

  /** Returns the record of a name; empty if there is none. */
  public static Optional<DeletedResource> named(ApiServer api, String namespace, String name) {
    return api.findObject(ResourceType.DELETED_RESOURCES.path(Optional.of(namespace), name))
        .map(LiveRecord::typed);
  }

  /** Returns the same record, and not one that was written again under its name. */
  public static Optional<DeletedResource> same(ApiServer api, DeletedResource record) {
    return find(api, record)
        .filter(now -> now.getMetadata().getUid().equals(record.getMetadata().getUid()));
  }

  private static DeletedResource typed(KubeObject record) {
    return Json.as(DeletedResource.class, record.json());
  }
}
