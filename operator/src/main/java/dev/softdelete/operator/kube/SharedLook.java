package dev.softdelete.operator.kube;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Looks live, where what a watch knows may be a moment too old. Many who ask at once share one
 * look, but only one that begins after they asked.
 */
public final class SharedLook<T> {
  private record Look<T>(long begun, T found) {}

  private final Function<String, T> at;
  private final Map<String, Look<T>> last = new ConcurrentHashMap<>();

  /**
   * One for each thing that is asked.
   *
   * @param at looks at a path
   */
  public SharedLook(Function<String, T> at) {
    this.at = at;
  }

  public T at(String path) {
    long asked = System.nanoTime();
    return last.compute(
            path, (same, look) -> look != null && look.begun() - asked > 0 ? look : lookAt(same))
        .found();
  }

  private Look<T> lookAt(String path) {
    long begun = System.nanoTime();
    return new Look<>(begun, at.apply(path));
  }
}
