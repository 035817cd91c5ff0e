package dev.softdelete.operator.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ClockCheck;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.policy.LimitCheck.Excess;
import dev.softdelete.operator.policy.Load;
import dev.softdelete.operator.record.RecordIndex;
import dev.softdelete.operator.snapshot.SnapshotStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gives captures room within the limits in the order in which they asked for it, and makes room by
 * ending records early. Only the leader captures, so this one process knows all captures. What it
 * remembers is lost with the process: the next leader captures again, and finds by the records
 * themselves which of them are leaving.
 */
public final class Room {
  /** The answer to a capture. */
  public sealed interface Answer {
    /** The capture may write its record. */
    record Free() implements Answer {}

    /**
     * Records have ended for the capture and are not gone yet. It has to ask again.
     *
     * @param waited how long it has waited
     */
    record InTheMaking(Duration waited) implements Answer {}

    /** No room can be made. */
    record Full(String message) implements Answer {}
  }

  /**
   * What a capture asks for.
   *
   * @param namespace the namespace of the object; empty for a cluster-scoped object
   * @param uid the uid of the object
   * @param load what its record will use
   * @param reserved the names that are reserved for the namespace, which count as records
   * @param exceeded returns the limit that is exceeded if this much is used besides the capture
   */
  public record Request(
      Optional<String> namespace,
      String uid,
      Load load,
      Load reserved,
      Function<Load, Optional<Excess>> exceeded) {}

  private static final int LOCKS = 64;

  private final RecordIndex records;
  private final ServerClock clock;
  private final EarlyEnd end;
  private final StoredContents contents;

  /** By namespace. It outlasts every claim in it. */
  private final Cache<String, Claims> claims =
      Caffeine.newBuilder().expireAfterAccess(Claims.AT_MOST.multipliedBy(2)).build();

  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  public Room(
      ApiServer api,
      SnapshotStore snapshots,
      RecordIndex records,
      ServerClock clock,
      MeterRegistry meters) {
    this.records = records;
    this.clock = clock;
    this.end = new EarlyEnd(api, meters);
    this.contents = new StoredContents(snapshots);
  }

  /** Decides for one capture after the other in a namespace, and ends the records that have to. */
  public Answer ask(Request request) {
    return alone(request.namespace(), here -> ask(request, here));
  }

  /**
   * The record of a capture exists. Its claim ends now: if the record is deleted soon, the claim
   * would take room that nothing needs.
   */
  public void recorded(Optional<String> namespace, String uid) {
    alone(
        namespace,
        here -> {
          here.prune(known -> known.equals(uid) && records.ofUid(uid).isPresent());
          return true;
        });
  }

  /** A capture does not need its room any more: its object was let go without a record. */
  public void givenUp(Optional<String> namespace, String uid) {
    alone(
        namespace,
        here -> {
          here.prune(uid::equals);
          return true;
        });
  }

  private <T> T alone(Optional<String> namespace, Function<Claims, T> step) {
    String place = namespace.orElse("");
    ReentrantLock lock = locks.get(Math.floorMod(place.hashCode(), LOCKS));
    lock.lock();
    try {
      return step.apply(claims.get(place, p -> new Claims(System::nanoTime)));
    } finally {
      lock.unlock();
    }
  }

  private Answer ask(Request request, Claims here) {
    Instant now = clock.now();
    here.prune(uid -> records.ofUid(uid).isPresent());
    List<DeletedResource> counted = records.counted(request.namespace());
    // Needed only near a limit, and a namespace may have thousands of records.
    Supplier<List<DeletedResource>> staying =
        () -> counted.stream().filter(r -> !Leaving.is(r, now) && !end.isUnderWay(r)).toList();
    var order =
        new Candidates(
            r -> mayEnd(r, now), r -> EndsEarly.rests(r, now), contents::same, this::load);
    RoomPlan plan =
        RoomPlan.of(
            request.exceeded(),
            here.before(request.uid(), sum(counted).plus(request.reserved())),
            () -> here.before(request.uid(), sum(staying.get()).plus(request.reserved())),
            here.isFirst(request.uid()),
            () -> order.among(staying.get()));
    return switch (plan) {
      case RoomPlan.Free f -> {
        here.claim(request, true);
        yield new Answer.Free();
      }
      case RoomPlan.InTheMaking making -> {
        making.end().forEach(candidate -> end.of(candidate, now));
        yield new Answer.InTheMaking(here.claim(request, false));
      }
      case RoomPlan.Full full -> {
        here.queue(request);
        yield new Answer.Full(full.message());
      }
    };
  }

  /** While the clocks differ, nothing is purged, so nothing has to end either. */
  private boolean mayEnd(DeletedResource record, Instant now) {
    return EndsEarly.may(record, now)
        && !end.isRefused(record)
        && ClockCheck.objection(clock.ahead()).isEmpty();
  }

  private Load sum(List<DeletedResource> counted) {
    return counted.stream().map(this::load).reduce(Load.NONE, Load::plus);
  }

  private Load load(DeletedResource record) {
    return Load.of(records.usage(record), Boolean.TRUE.equals(record.getSpec().routine()));
  }
}
