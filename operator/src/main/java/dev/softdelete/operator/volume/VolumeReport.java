package dev.softdelete.operator.volume;

import dev.softdelete.api.ResourceIdentity;
import java.util.Optional;

/** The state of the volume of a claim whose restore is finished. */
public sealed interface VolumeReport {
  /** The claim has its volume, or never had one. */
  record Fine() implements VolumeReport {}

  /** The claim is restored, but its data is not. */
  record Without(String why) implements VolumeReport {}

  /**
   * The restored claim was deleted before it had its volume. The volume is still kept with the
   * record.
   */
  record StillKept(String why) implements VolumeReport {}

  static VolumeReport of(
      String name, Optional<Volume> live, ResourceIdentity deleted, String claimUid) {
    if (live.isEmpty()) {
      return new Without(
          "The claim is back without its data: PersistentVolume "
              + name
              + " is gone, and either it was not kept with the claim or another volume stands for"
              + " its data now.");
    }
    Volume volume = live.get();
    if (volume.claimedBy(claimUid)) {
      return new Fine();
    }
    if (volume.claimedBy(deleted.uid())) {
      return new StillKept(
          "The claim that came back was deleted before PersistentVolume "
              + name
              + " was bound to it. The volume is still kept: set softdelete.dev/restore again.");
    }
    // Who has it now is not for every reader of the record.
    String holder = volume.claimRef().isObject() ? "another claim" : "no claim";
    return new Without(
        "The claim is back without its data: PersistentVolume "
            + name
            + " belongs to "
            + holder
            + " now.");
  }
}
