package dev.softdelete.operator.capture;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;

/**
 * Keeps recent entries for a limited time and removes the oldest entries first when there are too
 * many. A cache that keeps the most requested entries is unsuitable: it would remove new entries
 * before anyone could request them.
 */
public final class RecentEntries<K, V> {
  private final int most;
  private final Duration remembered;
  private final LongSupplier nanoTime;
  private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>();

  private record Entry<V>(V value, long putAt) {}

  /**
   * Creates an empty collection.
   *
   * @param most the maximum number of entries
   * @param remembered how long an entry is kept after it was put in
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public RecentEntries(int most, Duration remembered, LongSupplier nanoTime) {
    this.most = most;
    this.remembered = remembered;
    this.nanoTime = nanoTime;
  }

  public void put(K key, V value) {
    merge(key, value, (before, now) -> now);
  }

  /** Puts a value in, merged with the existing value if there is one. */
  public synchronized void merge(K key, V value, BinaryOperator<V> together) {
    expire();
    Entry<V> before = entries.remove(key);
    V now = before == null ? value : together.apply(before.value(), value);
    entries.put(key, new Entry<>(now, nanoTime.getAsLong()));
    if (entries.size() > most) {
      entries.pollFirstEntry();
    }
  }

  public synchronized Optional<V> find(K key) {
    expire();
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** Returns a copy of all entries, oldest first. */
  public synchronized Map<K, V> all() {
    expire();
    var all = new LinkedHashMap<K, V>();
    entries.forEach((key, entry) -> all.put(key, entry.value()));
    return all;
  }

  public synchronized void remove(K key) {
    entries.remove(key);
  }

  /** Removes an entry, unless its value has been replaced by a different one. */
  public synchronized void remove(K key, V value) {
    Entry<V> entry = entries.get(key);
    if (entry != null && Objects.equals(entry.value(), value)) {
      entries.remove(key);
    }
  }

  private void expire() {
    long now = nanoTime.getAsLong();
    var oldest = entries.values().iterator();
    while (oldest.hasNext() && now - oldest.next().putAt() >= remembered.toNanos()) {
      oldest.remove();
    }
  }
}
