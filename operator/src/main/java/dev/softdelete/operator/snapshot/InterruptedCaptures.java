package dev.softdelete.operator.snapshot;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tracks the objects of which more may be stored than their records refer to, because a capture was
 * interrupted. Every purge checks this, but it is too rare to read the store each time. Until all
 * stored snapshots were read once, no object is excluded: earlier processes may have been
 * interrupted too.
 */
final class InterruptedCaptures {
  private final Map<String, Integer> puts = new ConcurrentHashMap<>();
  private volatile Optional<Set<String>> found = Optional.empty();

  /** Notes that a capture is about to store its snapshot. */
  void put(String uid) {
    puts.merge(uid, 1, Integer::sum);
  }

  /**
   * Notes that a capture has finished. If an earlier capture never finished, it may have left
   * something.
   */
  void settled(String uid) {
    puts.remove(uid, 1);
  }

  /** Notes the objects with unreferenced snapshots, after all stored snapshots were read. */
  void found(Set<String> uids) {
    found = Optional.of(Set.copyOf(uids));
  }

  boolean possible(String uid) {
    return puts.containsKey(uid) || found.map(uids -> uids.contains(uid)).orElse(true);
  }
}
