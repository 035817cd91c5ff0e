package dev.softdelete.operator.room;

import dev.softdelete.operator.policy.Load;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The room in one namespace that captures have been given or wait for, and that no record takes
 * yet, in the order in which they first asked. Without it, captures that run at the same time would
 * each count on the same room, and one that needs much would wait for ever behind later ones that
 * need little.
 */
final class Claims {
  /** A capture that is tried again renews its claim. It is tried again within half a minute. */
  static final Duration AT_MOST = Duration.ofMinutes(2);

  /** Of more captures than these, those for which no room can be made keep no place. */
  static final int MOST_WAITING = 1000;

  /**
   * One capture.
   *
   * @param admitted whether the capture may write its record; otherwise it waits for room
   * @param since when it first asked, in nanoseconds
   */
  private record Claim(Room.Request request, boolean admitted, long since, long renewed) {}

  private final LongSupplier nanoTime;
  private final Map<String, Claim> byUid = new LinkedHashMap<>();

  Claims(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Forgets captures that do not go on, and those that need no room any more.
   *
   * @param settled whether the capture of the object with the uid needs no more room: it has a
   *     record, which counts by itself, or was given up
   */
  void prune(Predicate<String> settled) {
    long now = nanoTime.getAsLong();
    byUid
        .entrySet()
        .removeIf(
            e -> settled.test(e.getKey()) || now - e.getValue().renewed() >= AT_MOST.toNanos());
  }

  /**
   * Returns what is used once the captures that go first have their room: those that may write
   * their records, and those that asked before this one and for which there is enough. One that
   * needs more than there is keeps nobody waiting.
   *
   * @param used what is used without captures
   */
  Load before(String uid, Load used) {
    Load total =
        byUid.entrySet().stream()
            .filter(e -> !e.getKey().equals(uid) && e.getValue().admitted())
            .map(e -> e.getValue().request().load())
            .reduce(used, Load::plus);
    for (Map.Entry<String, Claim> earlier : byUid.entrySet()) {
      if (earlier.getKey().equals(uid)) {
        return total;
      }
      Claim claim = earlier.getValue();
      if (!claim.admitted() && claim.request().exceeded().apply(total).isEmpty()) {
        total = total.plus(claim.request().load());
      }
    }
    return total;
  }

  /** Whether nobody who asked before waits for room. */
  boolean isFirst(String uid) {
    return byUid.entrySet().stream()
        .takeWhile(e -> !e.getKey().equals(uid))
        .allMatch(e -> e.getValue().admitted());
  }

  /** Notes a capture for which no room can be made so far, so that it keeps its place. */
  void queue(Room.Request request) {
    if (byUid.containsKey(request.uid()) || byUid.size() < MOST_WAITING) {
      claim(request, false);
    }
  }

  /** Makes or renews a claim, which keeps its place. Returns how long it has waited. */
  Duration claim(Room.Request request, boolean admitted) {
    long now = nanoTime.getAsLong();
    Claim before = byUid.get(request.uid());
    long since = before == null ? now : before.since();
    byUid.put(request.uid(), new Claim(request, admitted, since, now));
    return Duration.ofNanos(now - since);
  }
}
