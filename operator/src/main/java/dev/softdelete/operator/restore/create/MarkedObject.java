package dev.softdelete.operator.restore.create;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreMark;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds an object that a restore of a record has created, and that the record may not name yet. */
public final class MarkedObject {
  private final ApiServer api;

  public MarkedObject(ApiServer api) {
    this.api = api;
  }

  /**
   * Returns the object, without its payload, if it is at this place and its mark is genuine.
   *
   * @param secret reads the secret of the marks of the record, where there is a mark to compare
   */
  public Optional<KubeObject> of(
      DeletedResource record, ResourceType type, RestorePlace place, Supplier<String> secret) {
    return api.findMetadata(type.path(Optional.ofNullable(place.namespace()), place.name()))
        .filter(live -> RestoreMark.on(live).filter(mark -> mark.isOf(record)).isPresent())
        .filter(live -> RestoreMark.marks(live, record, secret.get()));
  }
}
