package dev.softdelete.operator.restore.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides which restore waits for others. A restore over what lives first has the name of its
 * object cleared, whatever its turn, and the members of its group wait for that: the dependents of
 * what lives have their names.
 */
final class Turns {
  private static final Duration REMEMBERED = Duration.ofMillis(100);

  /**
   * How long a record waits for records of earlier stages. A record that makes no progress must not
   * block the others for longer.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private record Queue(RestoreQueue queue, long at) {}

  private final Supplier<List<DeletedResource>> comingBack;
  private final Function<DeletedResource, List<DeletedResource>> members;
  private final ServerClock clock;

  /** Whether somebody creates the content of a Namespace, by the uid of its record. */
  private final Cache<String, Boolean> filling =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

  private final Cache<String, Long> waitingSince =
      Caffeine.newBuilder().expireAfterAccess(LONGEST_WAIT.multipliedBy(2)).build();

  /** The requests whose names are clear, by the uid of their record. Forgotten after a restart. */
  private final Cache<String, String> cleared = Caffeine.newBuilder().maximumSize(10_000).build();

  private volatile Queue last = new Queue(RestoreQueue.of(List.of()), 0);

  /**
   * Creates an instance.
   *
   * @param comingBack returns the records that are being restored, with the members of their groups
   * @param members returns the records of what was deleted with the object of a record
   */
  Turns(
      Supplier<List<DeletedResource>> comingBack,
      Function<DeletedResource, List<DeletedResource>> members,
      ServerClock clock) {
    this.comingBack = comingBack;
    this.members = members;
    this.clock = clock;
  }

  /**
   * Whether the restore of the record must wait.
   *
   * @param root the record whose restore also restores this one
   */
  boolean mustWait(DeletedResource record, Optional<DeletedResource> root) {
    if (!RestoreQueue.untried(record) || clearsFirst(record)) {
      return false;
    }
    if (root.filter(r -> Inheritance.tooEarly(r) || clearsFirst(r) || beingFilled(r)).isPresent()) {
      return true;
    }
    String uid = record.getSpec().resource().uid();
    if (!queue().makesWait(record)) {
      waitingSince.invalidate(uid);
      return false;
    }
    long now = System.nanoTime();
    Long since = waitingSince.asMap().putIfAbsent(uid, now);
    return since == null || now - since < LONGEST_WAIT.toNanos();
  }

  /** Notes that nothing has the name any more to which the record is restored. */
  void cleared(DeletedResource record) {
    cleared.put(record.getMetadata().getUid(), id(record));
  }

  private boolean beingFilled(DeletedResource root) {
    return filling.get(
        root.getMetadata().getUid(),
        _ -> CreatorAtWork.lasts(root, members.apply(root), clock.now()));
  }

  private boolean clearsFirst(DeletedResource record) {
    return RestoreRequest.asksOver(record)
        && RecordStep.comesBack(record)
        && RecordStep.restoredAs(record).isEmpty()
        && !id(record).equals(cleared.getIfPresent(record.getMetadata().getUid()));
  }

  private static String id(DeletedResource record) {
    return Objects.requireNonNullElse(record.getSpec().restoreRequestId(), "");
  }

  private RestoreQueue queue() {
    Queue known = last;
    if (System.nanoTime() - known.at() < REMEMBERED.toNanos()) {
      return known.queue();
    }
    last = new Queue(RestoreQueue.of(comingBack.get()), System.nanoTime());
    return last.queue();
  }
}
