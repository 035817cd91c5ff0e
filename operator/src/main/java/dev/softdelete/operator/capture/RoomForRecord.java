package dev.softdelete.operator.capture;

import dev.softdelete.api.Mode;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.policy.Load;
import dev.softdelete.operator.policy.ObjectTerms;
import dev.softdelete.operator.policy.Usage;
import dev.softdelete.operator.record.RecordIndex;
import dev.softdelete.operator.record.RecordSize;
import dev.softdelete.operator.reserve.NameHolder;
import dev.softdelete.operator.room.Room;
import java.time.Duration;
import java.util.Optional;

/** Asks for the room that the record of a deleted object needs. */
public final class RoomForRecord implements RoomCheck {
  /**
   * An expiry takes less than a second. After this time, somebody should know what it waits for.
   */
  private static final Duration TOLD_AFTER = Duration.ofSeconds(10);

  private final Room room;
  private final RecordIndex records;
  private final NameHolder names;
  private final ServerClock clock;
  private final String operatorNamespace;

  public RoomForRecord(
      Room room,
      RecordIndex records,
      NameHolder names,
      ServerClock clock,
      String operatorNamespace) {
    this.room = room;
    this.records = records;
    this.names = names;
    this.clock = clock;
    this.operatorNamespace = operatorNamespace;
  }

  /**
   * An object that has a record is already counted and needs no further room. What is deleted with
   * its namespace or definition makes room, but never waits for it, because a waiting object would
   * block that deletion.
   */
  @Override
  public Optional<CaptureOutcome> objection(CaptureContext deleted, long bytes) {
    return deleted
        .terms()
        .filter(terms -> deleted.before().isEmpty())
        .map(terms -> room.ask(request(terms, deleted, bytes)))
        .filter(answer -> deleted.goesWith().isEmpty())
        .flatMap(RoomForRecord::outcome);
  }

  @Override
  public void recorded(KubeObject object) {
    room.recorded(object.namespace(), object.uid());
  }

  @Override
  public void letGo(KubeObject object) {
    room.givenUp(object.namespace(), object.uid());
  }

  private static Optional<CaptureOutcome> outcome(Room.Answer answer) {
    return switch (answer) {
      case Room.Answer.Free f -> Optional.empty();
      case Room.Answer.Full full ->
          Optional.of(new CaptureOutcome.Stuck(CaptureOutcome.LIMIT, full.message()));
      case Room.Answer.InTheMaking making ->
          Optional.of(
              making.waited().compareTo(TOLD_AFTER) < 0
                  ? new CaptureOutcome.AwaitsRoom()
                  : new CaptureOutcome.Stuck(
                      CaptureOutcome.LIMIT,
                      "Its namespace has as much soft-deleted as the policy's limits allow. Records"
                          + " have ended early to make room for it, and it waits until they are"
                          + " gone.",
                      true));
    };
  }

  private Room.Request request(ObjectTerms terms, CaptureContext deleted, long bytes) {
    Optional<String> namespace = deleted.object().namespace();
    int reserved = names.reserved(namespace, uid -> records.ofUid(uid).isPresent());
    Load more = Load.of(more(terms, deleted, bytes), deleted.cause().routine());
    return new Room.Request(
        namespace,
        deleted.object().uid(),
        more,
        Load.of(Usage.names(reserved), false),
        used -> terms.exceeded(used, more));
  }

  private Usage more(ObjectTerms terms, CaptureContext deleted, long bytes) {
    Usage names =
        terms.reservation().isEmpty()
            ? Usage.NONE
            : Usage.names(NameHolder.hosts(deleted.type(), deleted.object()));
    return Usage.of(deleted.object(), bytes).plus(names).plus(Usage.ofBytes(recordBytes(deleted)));
  }

  /** Returns what the record will count, but for the reference to its snapshot. */
  private long recordBytes(CaptureContext deleted) {
    return RecordSize.of(
        RecordDraft.of(
            deleted,
            Mode.Archive,
            SnapshotReference.NONE,
            Optional.empty(),
            operatorNamespace,
            clock.now()));
  }
}
