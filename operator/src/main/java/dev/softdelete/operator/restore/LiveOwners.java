package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordStep;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Owners as the API server has them now, and as records say they were restored. */
public final class LiveOwners implements OwnerLookup {
  private final ApiServer api;
  private final Discovery discovery;
  private final Function<String, Optional<DeletedResource>> recordOf;

  /** By group and kind: a plural does not change. */
  private final Map<String, ResourceType> types = new ConcurrentHashMap<>();

  /**
   * Looks up what it must.
   *
   * @param recordOf the record of a deletion, by the uid of what was deleted
   */
  public LiveOwners(
      ApiServer api, Discovery discovery, Function<String, Optional<DeletedResource>> recordOf) {
    this.api = api;
    this.discovery = discovery;
    this.recordOf = recordOf;
  }

  @Override
  public Optional<String> uidNow(OwnerReference owner, Optional<String> namespace) {
    return type(owner)
        .flatMap(type -> api.find(type.path(namespace, owner.name())))
        .map(KubeObject::parse)
        .filter(live -> !live.deleting())
        .map(KubeObject::uid)
        .filter(uid -> uid.equals(owner.uid()) || restoredAs(owner.uid(), uid));
  }

  /** Whether that very owner is there and nobody has deleted it. */
  public boolean alive(OwnerReference owner, Optional<String> namespace) {
    return uidNow(owner, namespace).filter(owner.uid()::equals).isPresent();
  }

  private Optional<ResourceType> type(OwnerReference owner) {
    String kind = owner.group() + "/" + owner.kind();
    ResourceType known = types.get(kind);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ResourceType> served =
        discovery.resources().stream()
            .filter(t -> t.group().equals(owner.group()) && t.kind().equals(owner.kind()))
            .findFirst();
    served.ifPresent(type -> types.put(kind, type));
    return served;
  }

  private boolean restoredAs(String deletedUid, String liveUid) {
    return recordOf
        .apply(deletedUid)
        .flatMap(RecordStep::restoredAs)
        .filter(as -> liveUid.equals(as.uid()))
        .isPresent();
  }
}
