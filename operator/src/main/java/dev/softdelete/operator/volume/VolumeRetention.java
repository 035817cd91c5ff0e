package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the capture of a claim does with its volume. */
sealed interface VolumeRetention {
  /** The volume does not belong to this claim. */
  record NotItsVolume() implements VolumeRetention {}

  /**
   * The volume stays without a change: it always had the policy Retain, or an earlier attempt set
   * it.
   */
  record Stays() implements VolumeRetention {}

  record Retain(ObjectNode patch) implements VolumeRetention {}

  static VolumeRetention of(Volume volume, String claimUid) {
    if (!volume.claimedBy(claimUid)) {
      return new NotItsVolume();
    }
    return volume.reclaimPolicy().equals(Volume.RETAIN)
        ? new Stays()
        : new Retain(volume.retaining());
  }
}
