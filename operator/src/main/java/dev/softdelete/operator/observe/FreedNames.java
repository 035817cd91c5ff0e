package dev.softdelete.operator.observe;

import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The names of deleted objects that a policy would have kept, of all observing policies. Only
 * hashes are kept, because a name may have 64 KiB. When there are too many, the oldest goes.
 */
final class FreedNames {
  private final int most;
  private final LongSupplier nanoTime;
  private final LinkedHashMap<String, Freed> names = new LinkedHashMap<>();

  /**
   * A name that is free.
   *
   * @param deletedBy a hash of the user who deleted the object
   */
  private record Freed(String deletedBy, Optional<Long> until) {}

  /**
   * Creates an empty collection.
   *
   * @param most the maximum number of names
   */
  FreedNames(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /**
   * Adds a name.
   *
   * @param retention how long the name would be kept; empty if indefinitely
   * @return whether another name that is still to be kept had to be forgotten
   */
  synchronized boolean add(String key, String username, Optional<Duration> retention) {
    long now = nanoTime.getAsLong();
    String hash = hash(key);
    names.remove(hash);
    names.put(hash, new Freed(hash(username), retention.map(r -> now + nanos(r))));
    if (names.size() <= most) {
      return false;
    }
    return names.pollFirstEntry().getValue().until().filter(u -> u - now <= 0).isEmpty();
  }

  /** Nanoseconds, at most a hundred years: a longer time does not fit. */
  private static long nanos(Duration retention) {
    return Math.min(retention.toSeconds(), Duration.ofDays(36_500).toSeconds()) * 1_000_000_000L;
  }

  /**
   * Removes a name that is taken again.
   *
   * @return whether the user has deleted the object that had the name; empty if it was not kept
   */
  synchronized Optional<Boolean> take(String key, String username) {
    return Optional.ofNullable(names.remove(hash(key)))
        .filter(f -> f.until().filter(u -> u - nanoTime.getAsLong() <= 0).isEmpty())
        .map(f -> f.deletedBy().equals(hash(username)));
  }

  private static String hash(String text) {
    return SnapshotCodec.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 24);
  }
}
