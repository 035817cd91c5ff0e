package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.KeptVolume;
import java.util.Optional;

/** What the purge of a claim's record does about the volume that was kept with it. */
sealed interface Disposal {
  /** It is not ours any more, or stays as after an ordinary delete of the claim. */
  record Leave() implements Disposal {}

  /** The volume controller goes on from where the capture stopped it. */
  record GiveBack(ObjectNode patch) implements Disposal {}

  /** Only with the object does anybody know of the data that is to be deleted. */
  record CreateReleased() implements Disposal {}

  record Wait(String why) implements Disposal {}

  /**
   * Decides by what there is now.
   *
   * @param volume the live one
   * @param kept as the record says it was
   * @param claimUid of the deleted claim
   */
  static Disposal of(Optional<Volume> volume, KeptVolume kept, String claimUid) {
    if (volume.isEmpty()) {
      return kept.reclaimPolicy().equals(Volume.DELETE) ? new CreateReleased() : new Leave();
    }
    Volume live = volume.get();
    if (!live.claimedBy(claimUid) || !live.kept()) {
      return new Leave();
    }
    // It may be gone before the volume controller has deleted the data.
    if (live.object().deleting() && !live.bound()) {
      return new Wait(
          "PersistentVolume %s is being deleted and waits for the finalizers %s. Once it is gone, its data is purged."
              .formatted(live.name(), live.object().finalizers()));
    }
    return new GiveBack(live.givenBack());
  }
}
