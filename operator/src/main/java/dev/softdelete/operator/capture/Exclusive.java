package dev.softdelete.operator.capture;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs at most one task per key at a time. Another task for the same key is rejected immediately.
 */
final class Exclusive<K> {
  private final Set<K> taken = ConcurrentHashMap.newKeySet();

  /**
   * Runs the task, unless another task for the key is running.
   *
   * @return the result of the task; empty if it did not run
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
