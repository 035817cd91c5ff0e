package dev.softdelete.operator.kube;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads the live state where the state of a watch may be slightly too old. Concurrent callers share
 * one read, but a caller uses only a read that began after its call.
 */
public final class CoalescedRead<T> {
  private record Look<T>(long begun, T found) {}

  private final Function<String, T> at;
  private final Map<String, Look<T>> last = new ConcurrentHashMap<>();

  /**
   * Creates a reader for one kind of question.
   *
   * @param at reads a path
   */
  public CoalescedRead(Function<String, T> at) {
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
