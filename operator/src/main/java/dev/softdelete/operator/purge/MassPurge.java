package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.record.RecordStep;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes purges wait that are asked for by the thousand: somebody may have meant something else. How
 * many are asked for is counted by the records that are on their way out, and by what was let go
 * lately. Of that nothing outlives a restart, after which no more go at once than at first.
 */
public final class MassPurge {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration COUNTED_FOR = Duration.ofMillis(100);

  /**
   * How many are too many.
   *
   * @param atOnce go at once within ten minutes
   * @param delay after which the others go
   */
  public record Pace(int atOnce, Duration delay) {}

  /** Whether a purge goes on. */
  public sealed interface Verdict {
    /** It is not one of many. */
    record Goes() implements Verdict {}

    /** It is one of many, and has been for long enough. */
    record HasWaited() implements Verdict {}

    /**
     * It is one of many.
     *
     * @param others how many wait, or went lately, beside it
     */
    record Waits(Instant until, int others) implements Verdict {}
  }

  private record Count(int pending, long at) {}

  private final Pace pace;
  private final Supplier<List<DeletedResource>> ending;
  private final Predicate<DeletedResource> isFinal;
  private final Supplier<Instant> clock;
  private final Map<String, Instant> letGo = new LinkedHashMap<>();
  private Count last = new Count(0, 0);

  /**
   * Looks at nothing else.
   *
   * @param ending the records that somebody deleted
   * @param isFinal whether a policy wants no soft delete of whoever deleted the object
   * @param clock the API server's
   */
  public MassPurge(
      Pace pace,
      Supplier<List<DeletedResource>> ending,
      Predicate<DeletedResource> isFinal,
      Supplier<Instant> clock) {
    this.pace = pace;
    this.ending = ending;
    this.isFinal = isFinal;
    this.clock = clock;
  }

  public Pace pace() {
    return pace;
  }

  /** Of one that is about to be purged; whoever goes is counted. */
  public synchronized Verdict of(DeletedResource record) {
    Instant now = clock.get();
    Optional<Instant> asked = asked(record);
    if (asked.isEmpty()) {
      return new Verdict.Goes();
    }
    String uid = record.getMetadata().getUid();
    forget(now.minus(WINDOW));
    if (letGo.containsKey(uid)) {
      return new Verdict.Goes();
    }
    Verdict verdict =
        decide(
            asked.get(),
            RecordStep.purgeWaitsSince(record),
            letGo.size() + others(record, now),
            now,
            pace);
    if (verdict instanceof Verdict.Goes) {
      letGo.put(uid, now);
    }
    return verdict;
  }

  private void forget(Instant before) {
    var eldest = letGo.values().iterator();
    while (eldest.hasNext() && eldest.next().isBefore(before)) {
      eldest.remove();
    }
  }

  /**
   * Decides by numbers. Whoever is told to wait does so to the end, whatever becomes of the others;
   * nobody is purged with many others who was not told.
   *
   * @param told since when its record says that it waits
   * @param others that were asked for too, and wait or went lately
   */
  static Verdict decide(Instant asked, Optional<Instant> told, int others, Instant now, Pace pace) {
    if (told.isPresent()) {
      Instant until = until(asked, told.get(), pace);
      return now.isBefore(until) ? new Verdict.Waits(until, others) : new Verdict.HasWaited();
    }
    return others < pace.atOnce() || pace.delay().isZero()
        ? new Verdict.Goes()
        : new Verdict.Waits(now.plus(pace.delay()), others);
  }

  private static Instant until(Instant asked, Instant told, Pace pace) {
    return (told.isAfter(asked) ? told : asked).plus(pace.delay());
  }

  /** A watch may be behind: what was let go is not counted on it. */
  private int others(DeletedResource record, Instant now) {
    long nanos = System.nanoTime();
    if (last.at() == 0 || nanos - last.at() > COUNTED_FOR.toNanos()) {
      last = new Count((int) ending.get().stream().filter(r -> waits(r, now)).count(), nanos);
    }
    return Math.max(
        0, last.pending() - (record.getMetadata().getDeletionTimestamp() == null ? 0 : 1));
  }

  /**
   * What waits for something else may do so for years. One whose times cannot be read is not
   * counted, and stops no other.
   */
  private boolean waits(DeletedResource record, Instant now) {
    try {
      Optional<Instant> asked = asked(record);
      if (asked.isEmpty() || letGo.containsKey(record.getMetadata().getUid())) {
        return false;
      }
      return RecordStep.purgeWaitsSince(record)
          .map(told -> now.isBefore(until(asked.get(), told, pace)))
          .orElseGet(() -> RecordStep.notPurged(record).isEmpty());
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private Optional<Instant> asked(DeletedResource record) {
    return AskedPurge.at(record)
        .filter(at -> !RecordStep.purgeBegun(record) && !isFinal.test(record));
  }
}
