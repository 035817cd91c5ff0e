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
 * Watches that have had no connection for long although the API server serves what they watch. An
 * API server that is down, or a definition that is gone, silences a watch too: that is nothing that
 * a restart would mend.
 */
public final class SilentWatches implements Runnable {
  private final Supplier<List<WatchState>> watches;
  private final Predicate<String> served;
  private final Duration patience;
  private final LongSupplier nanos;
  private final Map<String, Long> since = new HashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  /**
   * Knows of none before it has run for as long as the patience.
   *
   * @param served asks the API server whether a path can be listed
   * @param patience for how long a watch may have no connection
   * @param nanos a clock that nobody sets
   */
  public SilentWatches(
      Supplier<List<WatchState>> watches,
      Predicate<String> served,
      Duration patience,
      LongSupplier nanos) {
    this.watches = watches;
    this.served = served;
    this.patience = patience;
    this.nanos = nanos;
  }

  /** Looks at them all; to be repeated. */
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
          if (now - began < patience.toNanos() || !served.test(path)) {
            silent.remove(path);
          } else {
            silent.add(path);
          }
        });
  }

  /** The paths of those that are silent. */
  public Set<String> paths() {
    return Set.copyOf(silent);
  }
}
