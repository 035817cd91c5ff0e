package dev.softdelete.operator.restore.create;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks up owners in the API server, and restored owners by their records. */
public final class LiveOwners {
  private final Function<String, Optional<KubeObject>> at;
  private final Supplier<List<ResourceType>> served;
  private final Function<String, Optional<DeletedResource>> recordOf;

  /** The known resource types by group and kind. The plural of a kind does not change. */
  private final Map<String, ResourceType> types = new ConcurrentHashMap<>();

  /**
   * Creates an instance that looks up only what it needs.
   *
   * @param at returns the object at a path, at least with its metadata
   * @param served returns every resource that is served now
   * @param recordOf returns the record of a deletion, by the uid of the deleted object
   */
  public LiveOwners(
      Function<String, Optional<KubeObject>> at,
      Supplier<List<ResourceType>> served,
      Function<String, Optional<DeletedResource>> recordOf) {
    this.at = at;
    this.served = served;
    this.recordOf = recordOf;
  }

  /** Returns a lookup for the owners of one object. */
  OwnerLookup lookup() {
    return new Look();
  }

  /**
   * Returns the owners that no longer exist or are being deleted. Each owner is looked up lazily.
   */
  public Stream<OwnerReference> gone(KubeObject object) {
    OwnerLookup lookup = lookup();
    return object.owners().stream()
        .filter(o -> !lookup.uidNow(o, object.namespace()).equals(Optional.of(o.uid())));
  }

  /**
   * Whether an owner exists with the UID of the reference and is not being deleted.
   *
   * @param namespace the namespace of the object that names the owner
   */
  public boolean lives(OwnerReference owner, Optional<String> namespace) {
    return lookup().uidNow(owner, namespace).equals(Optional.of(owner.uid()));
  }

  /** A lookup that reads no path twice, because an object may name thousands of owners. */
  private final class Look implements OwnerLookup {
    private final Map<String, Optional<String>> uids = new HashMap<>();
    private Optional<List<ResourceType>> servedNow = Optional.empty();

    @Override
    public Optional<String> uidNow(OwnerReference owner, Optional<String> namespace) {
      return type(owner)
          .map(type -> type.path(namespace, owner.name()))
          .flatMap(path -> uids.computeIfAbsent(path, this::uid))
          .filter(uid -> uid.equals(owner.uid()) || restoredAs(owner.uid(), uid));
    }

    private Optional<String> uid(String path) {
      return at.apply(path).filter(live -> !live.deleting()).map(KubeObject::uid);
    }

    private Optional<ResourceType> type(OwnerReference owner) {
      String kind = owner.group() + "/" + owner.kind();
      ResourceType known = types.get(kind);
      if (known != null) {
        return Optional.of(known);
      }
      if (servedNow.isEmpty()) {
        servedNow = Optional.of(served.get());
      }
      Optional<ResourceType> found =
          servedNow.get().stream()
              .filter(t -> t.group().equals(owner.group()) && t.kind().equals(owner.kind()))
              .findFirst();
      found.ifPresent(type -> types.put(kind, type));
      return found;
    }
  }

  private boolean restoredAs(String deletedUid, String liveUid) {
    return recordOf
        .apply(deletedUid)
        .flatMap(RecordStep::restoredAs)
        .filter(as -> liveUid.equals(as.uid()))
        .isPresent();
  }
}
