package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/** The next step to bind a restored claim to its former volume. */
sealed interface Rebinding {
  /** Nothing is left to do, or nothing can be done. */
  record Settled() implements Rebinding {}

  record Bind(Volume volume, ObjectNode patch) implements Rebinding {}

  record CreateAgain(ObjectNode manifest) implements Rebinding {}

  /** The volume is bound, so its former reclaim policy can do no more harm. */
  record GiveBack(Volume volume, ObjectNode patch) implements Rebinding {}

  record Wait(String why) implements Rebinding {}

  /**
   * Decides from the current state.
   *
   * @param volume the live volume
   * @param was the volume as it was kept with the claim
   * @param deleted the deleted claim, which had the volume
   * @param claim the restored claim
   */
  static Rebinding next(
      Optional<Volume> volume, Optional<Volume> was, ResourceIdentity deleted, KubeObject claim) {
    if (volume.isEmpty()) {
      return was.<Rebinding>map(w -> new CreateAgain(VolumeManifest.boundTo(claim, w)))
          .orElseGet(Settled::new);
    }
    Volume live = volume.get();
    if (live.claimedBy(claim.uid())) {
      return bound(live, claim);
    }
    if (!belongsTo(live, deleted, claim.metadata())) {
      return new Settled();
    }
    if (live.object().deleting()) {
      return new Wait(
          "PersistentVolume %s is being deleted and waits for its finalizers. Once it is gone it is created again, and the claim is bound to it."
              .formatted(live.name()));
    }
    return new Bind(live, live.boundTo(claim));
  }

  private static Rebinding bound(Volume live, KubeObject claim) {
    boolean capturedNext = claim.deleting() && claim.retained();
    if (!live.kept() || capturedNext) {
      return new Settled();
    }
    // Before it is bound, the volume controller could regard the volume as released, and delete the
    // data.
    return live.bound()
        ? new GiveBack(live, live.givenBack())
        : new Wait(
            "PersistentVolume %s is the claim's again, but not bound yet. Is the controller manager running?"
                .formatted(live.name()));
  }

  /**
   * Whether the volume still belongs to the deleted claim, or waits for a claim of its former or
   * new name. A volume that was itself deleted and restored waits for a claim in this way.
   *
   * @param metadata the metadata of the claim that is restored
   */
  static boolean belongsTo(Volume live, ResourceIdentity deleted, JsonNode metadata) {
    return live.claimedBy(deleted.uid())
        || live.awaits(deleted.namespace(), deleted.name())
        || live.awaits(metadata.path("namespace").asText(), metadata.path("name").asText());
  }
}
