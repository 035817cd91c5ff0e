package dev.softdelete.operator.capture;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;

/**
 * What was put in last, for a time. Where there is too much of it, the oldest entries go: a cache
 * that keeps what is asked for most would let those go that nobody had the time to ask for.
 */
public final class RecentEntries<K, V> {
  private final int most;
  private final Duration remembered;
  private final LongSupplier nanoTime;
  private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>();

  private record Entry<V>(V value, long putAt) {}

  /**
   * An empty one.
   *
   * @param most entries at a time
   * @param remembered since an entry was put in
   * @param nanoTime as {@link System#nanoTime}
   */
  public RecentEntries(int most, Duration remembered, LongSupplier nanoTime) {
    this.most = most;
    this.remembered = remembered;
    this.nanoTime = nanoTime;
  }

  public void put(K key, V value) {
    merge(key, value, (before, now) -> now);
  }

  /** Puts a value in, or together with the one that is there. */
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

  /** A copy, the oldest first. */
  public synchronized Map<K, V> all() {
    expire();
    var all = new LinkedHashMap<K, V>();
    entries.forEach((key, entry) -> all.put(key, entry.value()));
    return all;
  }

  public synchronized void remove(K key) {
    entries.remove(key);
  }

  /** Removes an entry unless something else was put in meanwhile. */
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
