package dev.softdelete.operator.snapshot;

import dev.softdelete.api.SnapshotReference;
import java.nio.charset.StandardCharsets;

/** Names follow from the content, so that writing a snapshot twice is harmless. */
final class SnapshotName {
  private SnapshotName() {}

  /** Part 0 is the head: written last, it says that the others are there. */
  static String of(String uid, SnapshotReference reference, int part) {
    String head =
        "snapshot-"
            + SnapshotCodec.sha256(uid.getBytes(StandardCharsets.UTF_8)).substring(0, 12)
            + "-"
            + reference.sha256().substring(0, 16);
    return part == 0 ? head : head + "-" + part;
  }
}
