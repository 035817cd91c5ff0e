package dev.softdelete.operator.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Watches that have had no connection for a long time although the API server serves their path. A
 * watch also has no connection when the API server is down or when its definition is gone, but a
 * restart does not help then.
 */
public final class SilentWatches implements Runnable {
  private final Supplier<List<WatchState>> watches;
  private final Predicate<String> served;
  private final Duration gracePeriod;
  private final LongSupplier nanos;
  private final Map<String, Long> since = new HashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  /**
   * Begins without any silent watch, and reports none before the grace period has passed.
   *
   * @param served asks the API server whether a path can be listed
   * @param gracePeriod how long a watch may have no connection
   * @param nanos a monotonic clock
   */
  public SilentWatches(
      Supplier<List<WatchState>> watches,
      Predicate<String> served,
      Duration gracePeriod,
      LongSupplier nanos) {
    this.watches = watches;
    this.served = served;
    this.gracePeriod = gracePeriod;
    this.nanos = nanos;
  }

  /** Checks all watches. The caller must repeat this. */
  @Override
  public void run() {
    long now = nanos.getAsLong();
    var without = new HashMap<String, Long>();
    for (WatchState watch : watches.get()) {
      if (watch.running() && !watch.watching()) {
        without.put(watch.path(), since.getOrDefault(watch.path(), now));
      }
    }
    since.clear();
    since.putAll(without);
    silent.retainAll(without.keySet());
    without.forEach(
        (path, began) -> {
          if (now - began < gracePeriod.toNanos() || !served.test(path)) {
            silent.remove(path);
          } else {
            silent.add(path);
          }
        });
  }

  /** Returns the paths of the silent watches. */
  public Set<String> paths() {
    return Set.copyOf(silent);
  }
}
