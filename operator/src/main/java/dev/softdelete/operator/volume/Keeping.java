package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the capture of a claim does about its volume. */
sealed interface Keeping {
  /** It is not this claim's. */
  record NotItsVolume() implements Keeping {}

  /** It stays without our doing: it always would have, or an earlier attempt saw to it. */
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
