package dev.softdelete.operator.snapshot;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Of which objects more may be stored than their records refer to, because a capture was
 * interrupted. That is asked at every purge, and so rare that the store is not to be asked each
 * time. Nothing is ruled out before all that is stored was looked at once: processes before this
 * one were interrupted too.
 */
final class Unsettled {
  private final Map<String, Integer> puts = new ConcurrentHashMap<>();
  private volatile Optional<Set<String>> found = Optional.empty();

  /** A capture has come to its snapshot. */
  void put(String uid) {
    puts.merge(uid, 1, Integer::sum);
  }

  /** It has come to its end; of one before that never did, something may be left. */
  void settled(String uid) {
    puts.remove(uid, 1);
  }

  /** All that is stored was looked at. */
  void found(Set<String> uids) {
    found = Optional.of(Set.copyOf(uids));
  }

  boolean possible(String uid) {
    return puts.containsKey(uid) || found.map(uids -> uids.contains(uid)).orElse(true);
  }
}
