package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.KeptVolume;
import java.util.Optional;

/** What the purge of a claim's record does with the volume that was kept with the claim. */
sealed interface Disposal {
  /** The volume is no longer ours, or stays as it would after an ordinary delete of the claim. */
  record Leave() implements Disposal {}

  /**
   * The volume gets its former reclaim policy back. The volume controller continues from the point
   * where the capture stopped it.
   */
  record GiveBack(ObjectNode patch) implements Disposal {}

  /**
   * The volume is created again as released. Without the object, no component knows of the data
   * that must be deleted.
   */
  record CreateReleased() implements Disposal {}

  record Wait(String why) implements Disposal {}

  /**
   * Decides from the current state.
   *
   * @param volume the live volume
   * @param kept the volume as described in the record
   * @param claimUid the uid of the deleted claim
   */
  static Disposal of(Optional<Volume> volume, KeptVolume kept, String claimUid) {
    if (volume.isEmpty()) {
      return kept.reclaimPolicy().equals(Volume.DELETE) ? new CreateReleased() : new Leave();
    }
    Volume live = volume.get();
    if (!live.claimedBy(claimUid) || !live.kept()) {
      return new Leave();
    }
    // The volume may be gone before the volume controller has deleted the data.
    if (live.object().deleting() && !live.bound()) {
      return new Wait(
          "PersistentVolume %s is being deleted and waits for its finalizers. Once it is gone, its data is purged."
              .formatted(live.name()));
    }
    return new GiveBack(live.givenBack());
  }
}
