package dev.softdelete.operator.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Optional;

/**
 * Compares the stored copies of two records. Each copy is read once, and its hash stays in memory.
 * No record has the hash: whoever lists records could test guesses of a Secret with it.
 */
final class StoredContents {
  /** Numbers in a resourceVersion and fractions of seconds have different lengths. */
  private static final long ABOUT = 256;

  private static final int MOST = 100_000;

  private final SnapshotStore snapshots;
  private final Cache<String, Optional<String>> hashes =
      Caffeine.newBuilder().maximumSize(MOST).build();

  StoredContents(SnapshotStore snapshots) {
    this.snapshots = snapshots;
  }

  /** Whether both are equal in all but uid, resourceVersion and times. */
  boolean same(DeletedResource a, DeletedResource b) {
    return Math.abs(bytes(a) - bytes(b)) <= ABOUT && hash(a).isPresent() && hash(a).equals(hash(b));
  }

  private static long bytes(DeletedResource record) {
    Long bytes = record.getSpec().snapshot().bytes();
    return bytes == null ? 0 : bytes;
  }

  /** Returns the hash; empty if the copy cannot be read. Then the record is equal to none. */
  private Optional<String> hash(DeletedResource record) {
    String key = record.getSpec().resource().uid() + "/" + record.getSpec().snapshot().sha256();
    return hashes.get(key, k -> read(record));
  }

  private Optional<String> read(DeletedResource record) {
    try {
      return Optional.of(ComparableContent.hash(snapshots.get(record).object()));
    } catch (CorruptSnapshotException e) {
      return Optional.empty();
    }
  }
}
