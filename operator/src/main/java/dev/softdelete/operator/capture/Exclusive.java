package dev.softdelete.operator.capture;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Work on keys, on each by one at a time: whoever comes meanwhile is sent away at once. */
final class Exclusive<K> {
  private final Set<K> taken = ConcurrentHashMap.newKeySet();

  /**
   * Does the work, unless other work on the key is under way.
   *
   * @return what came of it; empty when it was not done
   */
  <T> Optional<T> run(K key, Supplier<T> work) {
    if (!taken.add(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      taken.remove(key);
    }
  }
}
