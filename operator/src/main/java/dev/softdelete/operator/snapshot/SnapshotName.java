package dev.softdelete.operator.snapshot;

import dev.softdelete.api.SnapshotReference;
import java.nio.charset.StandardCharsets;

/** Derives names from the content, so that writing a snapshot twice is harmless. */
final class SnapshotName {
  private SnapshotName() {}

  /**
   * Returns the name of a part. Part 0 is the head: it is written last, and shows that the others
   * exist.
   */
  static String of(String uid, SnapshotReference reference, int part) {
    String head =
        "snapshot-"
            + SnapshotCodec.sha256(uid.getBytes(StandardCharsets.UTF_8)).substring(0, 12)
            + "-"
            + reference.sha256().substring(0, 16);
    return part == 0 ? head : head + "-" + part;
  }
}
