package dev.softdelete.operator.volume;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.KeptVolume;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Disposes of the volume of a purged claim, as the delete of the claim would have done. */
public final class PurgedVolumes {
  private static final Logger log = LoggerFactory.getLogger(PurgedVolumes.class);
  private static final int ATTEMPTS = 10;

  private final ApiServer api;
  private final SnapshotStore snapshots;

  public PurgedVolumes(ApiServer api, SnapshotStore snapshots) {
    this.api = api;
    this.snapshots = snapshots;
  }

  /**
   * Disposes of the volume. The caller must do this before it deletes the snapshot, which holds the
   * data that is needed. The call can be repeated.
   *
   * @return why the purge must wait, or empty
   */
  public Optional<String> purge(DeletedResource record) {
    DeletedResourceSpec spec = record.getSpec();
    KeptVolume kept = spec.volume();
    if (kept == null) {
      return Optional.empty();
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Volume> volume = Volume.find(api, kept.name());
      switch (Disposal.of(volume, kept, spec.resource().uid())) {
        case Disposal.Leave l -> {
          return Optional.empty();
        }
        case Disposal.GiveBack g -> {
          if (VolumeWrites.patched(api, volume.orElseThrow(), g.patch())) {
            return Optional.empty();
          }
        }
        case Disposal.CreateReleased c -> {
          if (createReleased(spec)) {
            return Optional.empty();
          }
        }
        case Disposal.Wait w -> {
          return recorded(kept.name()) ? Optional.empty() : Optional.of(w.why());
        }
      }
    }
    throw VolumeWrites.tooFast(kept.name());
  }

  /** Creates the volume as released. Returns false if the volume exists again. */
  private boolean createReleased(DeletedResourceSpec spec) {
    Optional<Volume> was;
    try {
      was = snapshots.get(spec.resource().uid(), spec.snapshot()).companion().map(Volume::new);
    } catch (CorruptSnapshotException e) {
      log.warn("PersistentVolume {}: its data stays: {}", spec.volume().name(), e.getMessage());
      return true;
    }
    return was.filter(v -> !Storage.taken(api, v) && !recorded(v.name()))
        .map(v -> VolumeWrites.created(api, VolumeManifest.released(v)))
        .orElse(true);
  }

  /** Whether the volume was itself soft-deleted. Its own record may then restore it. */
  private boolean recorded(String name) {
    String query =
        ResourceType.DELETED_RESOURCES.path()
            + "?fieldSelector=spec.resource.kind="
            + Volume.TYPE.kind()
            + ",spec.resource.name="
            + name;
    for (var item : Json.parse(api.get(query)).path("items")) {
      boolean back = item.at("/status/state").asText().equals(State.RESTORED.name());
      if (!back && !item.at("/metadata").hasNonNull("deletionTimestamp")) {
        return true;
      }
    }
    return false;
  }
}
