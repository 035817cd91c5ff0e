package dev.softdelete.operator.room;

import dev.softdelete.operator.policy.Load;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The room in one namespace that captures have been given or wait for, and that no record takes
 * yet. Without it, captures that run at the same time would each count on the same room.
 */
final class Claims {
  /** A capture that is tried again renews its claim. It is tried again within half a minute. */
  static final Duration AT_MOST = Duration.ofMinutes(2);

  /**
   * One capture.
   *
   * @param admitted whether the capture may write its record
   * @param since when it began to wait, in nanoseconds
   */
  private record Claim(Load load, boolean admitted, long since, long renewed) {}

  private final LongSupplier nanoTime;
  private final Map<String, Claim> byUid = new HashMap<>();

  Claims(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Forgets what a record takes by now, and captures that do not go on. */
  void prune(Predicate<String> recorded) {
    long now = nanoTime.getAsLong();
    byUid
        .entrySet()
        .removeIf(
            e -> recorded.test(e.getKey()) || now - e.getValue().renewed() >= AT_MOST.toNanos());
  }

  /** Returns what the captures of others take that may write their records. */
  Load admitted(String uid) {
    return sum(uid, Claim::admitted);
  }

  /** Returns what the captures of others take, including those that wait. */
  Load all(String uid) {
    return sum(uid, claim -> true);
  }

  private Load sum(String uid, Predicate<Claim> which) {
    return byUid.entrySet().stream()
        .filter(e -> !e.getKey().equals(uid) && which.test(e.getValue()))
        .map(e -> e.getValue().load())
        .reduce(Load.NONE, Load::plus);
  }

  /** Makes or renews a claim. Returns how long it has waited. */
  Duration claim(String uid, Load load, boolean admitted) {
    long now = nanoTime.getAsLong();
    Claim before = byUid.get(uid);
    long since = before == null ? now : before.since();
    byUid.put(uid, new Claim(load, admitted, since, now));
    return Duration.ofNanos(now - since);
  }

  void give(String uid) {
    byUid.remove(uid);
  }
}
