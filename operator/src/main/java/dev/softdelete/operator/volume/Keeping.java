package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the capture of a claim does with its volume. */
sealed interface Keeping {
  /** The volume does not belong to this claim. */
  record NotItsVolume() implements Keeping {}

  /**
   * The volume stays without a change: it always had the policy Retain, or an earlier attempt set
   * it.
   */
  record Stays() implements Keeping {}

  record Retain(ObjectNode patch) implements Keeping {}

  static Keeping of(Volume volume, String claimUid) {
    if (!volume.claimedBy(claimUid)) {
      return new NotItsVolume();
    }
    return volume.reclaimPolicy().equals(Volume.RETAIN)
        ? new Stays()
        : new Retain(volume.retaining());
  }
}
