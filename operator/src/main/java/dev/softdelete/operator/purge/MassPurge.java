package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.record.PurgeProgress;
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
 * Delays purges that are requested by the thousand, because the requester may have made a mistake.
 * The requested purges are counted by the records that are being deleted, and by the purges that
 * proceeded recently. The latter count does not survive a restart. After a restart, no more purges
 * proceed at once than after the first start.
 */
public final class MassPurge {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration COUNTED_FOR = Duration.ofMillis(100);

  /**
   * How many purges are too many.
   *
   * @param atOnce the number of purges that proceed at once within ten minutes
   * @param delay the time after which the others proceed
   */
  public record Pace(int atOnce, Duration delay) {}

  /** Whether a purge proceeds. */
  public sealed interface Verdict {
    /** The purge is not one of many. */
    record Goes() implements Verdict {}

    /** The purge is one of many, and has waited for long enough. */
    record HasWaited() implements Verdict {}

    /**
     * The purge is one of many, and waits.
     *
     * @param others the number of other purges that wait, or proceeded recently
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
   * Creates the limit, which depends on these inputs only.
   *
   * @param ending returns the records that a user deleted
   * @param isFinal whether a policy makes the delete of the object final because of its requester
   * @param clock returns the time by the API server's clock
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

  /**
   * Returns the verdict on a record that is about to be purged. A purge that proceeds is counted.
   */
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
        decide(asked.get(), told(record), letGo.size() + others(record, now), now, pace);
    if (verdict instanceof Verdict.Goes) {
      letGo.put(uid, now);
    }
    return verdict;
  }

  private static Optional<Instant> told(DeletedResource record) {
    return PurgeProgress.of(record) instanceof PurgeProgress.Waits told
        ? Optional.of(told.since())
        : Optional.empty();
  }

  private void forget(Instant before) {
    var eldest = letGo.values().iterator();
    while (eldest.hasNext() && eldest.next().isBefore(before)) {
      eldest.remove();
    }
  }

  /**
   * Decides by numbers. A purge that was told to wait waits for the full delay, whatever happens to
   * the others. A purge that was not told to wait never proceeds together with many others.
   *
   * @param told the time since which the record says that its purge waits
   * @param others the number of other purges that were requested, and wait or proceeded recently
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

  /**
   * Counts the other waiting purges. The watch may be behind, so purges that have already proceeded
   * are not counted from it.
   */
  private int others(DeletedResource record, Instant now) {
    long nanos = System.nanoTime();
    if (last.at() == 0 || nanos - last.at() > COUNTED_FOR.toNanos()) {
      last = new Count((int) ending.get().stream().filter(r -> waits(r, now)).count(), nanos);
    }
    return Math.max(
        0, last.pending() - (record.getMetadata().getDeletionTimestamp() == null ? 0 : 1));
  }

  /**
   * Whether the record counts as a waiting purge. A purge that waits for another reason may wait
   * for years, and is not counted. A record whose times cannot be read is not counted either, and
   * stops no other purge.
   */
  private boolean waits(DeletedResource record, Instant now) {
    try {
      Optional<Instant> asked = asked(record);
      if (asked.isEmpty() || letGo.containsKey(record.getMetadata().getUid())) {
        return false;
      }
      return switch (PurgeProgress.of(record)) {
        case PurgeProgress.Waits told -> now.isBefore(until(asked.get(), told.since(), pace));
        case PurgeProgress.NotTried n -> true;
        case PurgeProgress.Begun b -> false;
        case PurgeProgress.Delayed d -> false;
      };
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private Optional<Instant> asked(DeletedResource record) {
    return AskedPurge.at(record)
        .filter(
            at ->
                !(PurgeProgress.of(record) instanceof PurgeProgress.Begun)
                    && !isFinal.test(record));
  }
}
