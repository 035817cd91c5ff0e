package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.OrphanedSnapshots;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.reserve.NameHolder;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.volume.RetainedVolumes;
import dev.softdelete.operator.volume.UnfinishedRestore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Captures a deleted object: stores a snapshot, writes a record, then removes the finalizer. The
 * volume of a claim is retained before the snapshot, and a name is reserved between the snapshot
 * and the record. Each step is durable before the next one begins, and each can be repeated without
 * harm. If a capture stops between two steps, the finalizer still holds the object.
 */
public final class Capture {
  private final ApiServer api;
  private final CaptureContextLoader contexts;
  private final RoomCheck room;
  private final DurableCapture durable;
  private final RetainedVolumes volumes;
  private final OrphanedSnapshots orphanedSnapshots;
  private final UnfinishedRestores restores;
  private final ReleasedObjects released;

  /**
   * Prevents two captures of one object at the same time. Otherwise one of them could discard, as a
   * leftover, the snapshot that the other is about to reference.
   */
  private final Exclusive<ObjectKey> underWay = new Exclusive<>();

  public Capture(
      ApiServer api,
      SnapshotStore snapshots,
      RecordWriter records,
      CaptureContextLoader contexts,
      ServerClock clock,
      NameHolder names,
      RoomCheck room,
      UnfinishedRestores restores,
      ReleasedObjects released) {
    this.api = api;
    this.released = released;
    this.restores = restores;
    this.contexts = contexts;
    this.room = room;
    this.volumes = new RetainedVolumes(api);
    this.durable =
        new DurableCapture(
            snapshots, records, names, volumes, new UnfinishedRestore(api, snapshots), clock);
    this.orphanedSnapshots = new OrphanedSnapshots(api, snapshots, records.operatorNamespace());
  }

  /** Captures the object as its policy requires: archives it, or writes a record and holds it. */
  public CaptureOutcome capture(ObjectKey key) {
    return alone(key, () -> asPolicyAsks(key));
  }

  private CaptureOutcome alone(ObjectKey key, Supplier<CaptureOutcome> attempt) {
    return underWay.run(key, attempt).orElseGet(CaptureOutcome.Changed::new);
  }

  private CaptureOutcome asPolicyAsks(ObjectKey key) {
    Optional<HeldPayload> held = held(key);
    if (held.isEmpty()) {
      return new CaptureOutcome.NotHeld();
    }
    KubeObject object = held.get().object();
    if (restores.includes(key, object)) {
      return new CaptureOutcome.Changed();
    }
    if (contexts.bypass(key, object) == BypassDecision.GRANTED) {
      return letGo(key, object, SoftDelete.BYPASS_ANNOTATION + " asks");
    }
    CaptureContext deleted = context(key, object);
    if (deleted.isFinal()) {
      contexts.noteFinal(deleted);
      return letGo(key, object, "spec.ignoreDeletesBy of its policy asks");
    }
    Optional<CaptureOutcome> unrecordable = unrecordable(key, deleted, Optional.empty());
    if (unrecordable.isPresent()) {
      return unrecordable.get();
    }
    Optional<CaptureOutcome> waits = room.objection(deleted, held.get().bytes());
    if (waits.isPresent()) {
      return waits.get();
    }
    if (!HoldDecision.of(deleted)) {
      return archive(key, held.get(), deleted, Mode.Archive);
    }
    if (deleted.before().isEmpty() && durable.write(held.get(), deleted, Mode.Hold).isEmpty()) {
      return new CaptureOutcome.Changed();
    }
    return new CaptureOutcome.Held();
  }

  /**
   * Archives the object, regardless of the mode of its policy.
   *
   * @param kept how the object was kept until now; the record states this mode
   */
  public CaptureOutcome archive(ObjectKey key, Mode kept) {
    return alone(
        key,
        () ->
            held(key)
                .map(held -> archiveNow(key, held, kept, Optional.empty()))
                .orElseGet(CaptureOutcome.NotHeld::new));
  }

  /**
   * Archives the object, or lets it go if it cannot be recorded.
   *
   * @param why why nothing may be held any more, as the end of a sentence
   */
  public CaptureOutcome release(ObjectKey key, String why) {
    return alone(
        key,
        () ->
            held(key)
                .map(held -> archiveNow(key, held, Mode.Archive, Optional.of(why)))
                .orElseGet(CaptureOutcome.NotHeld::new));
  }

  private CaptureOutcome archiveNow(
      ObjectKey key, HeldPayload held, Mode kept, Optional<String> released) {
    if (contexts.bypass(key, held.object()) == BypassDecision.GRANTED) {
      return letGo(key, held.object(), SoftDelete.BYPASS_ANNOTATION + " asks");
    }
    CaptureContext deleted = context(key, held.object());
    return unrecordable(key, deleted, released).orElseGet(() -> archive(key, held, deleted, kept));
  }

  private Optional<CaptureOutcome> unrecordable(
      ObjectKey key, CaptureContext deleted, Optional<String> released) {
    return Recording.objection(deleted.object())
        .map(why -> UnrecordableDecision.of(deleted, why, released))
        .map(
            outcome ->
                outcome instanceof CaptureOutcome.Unrecorded
                    ? letGo(key, deleted.object(), outcome)
                    : outcome);
  }

  private CaptureContext context(ObjectKey key, KubeObject object) {
    contexts.note(object);
    return contexts.of(key, object);
  }

  private Optional<HeldPayload> held(ObjectKey key) {
    return api.find(key.path())
        .map(HeldPayload::of)
        .filter(h -> h.object().deleting() && h.object().retained());
  }

  private CaptureOutcome letGo(ObjectKey key, KubeObject object, String why) {
    return letGo(key, object, new CaptureOutcome.LetGo(why));
  }

  private CaptureOutcome letGo(ObjectKey key, KubeObject object, CaptureOutcome outcome) {
    volumes.letGo(object);
    orphanedSnapshots.discard(RecordDraft.identity(key.type(), object, Optional.empty()));
    room.letGo(object);
    return new Release(api).release(key, object).orElse(outcome);
  }

  private CaptureOutcome archive(
      ObjectKey key, HeldPayload held, CaptureContext deleted, Mode mode) {
    Optional<DeletedResource> newer = deleted.before().filter(Format::newer);
    if (newer.isPresent()) {
      return new CaptureOutcome.Stuck("NewerFormat", Format.leftAlone(newer.get()));
    }
    Optional<RecordWriter.Written> recorded = durable.write(held, deleted, mode);
    if (recorded.isEmpty()) {
      return new CaptureOutcome.Changed();
    }
    RecordWriter.Written written = recorded.get();
    var captured = new CaptureOutcome.Captured(written.namespace(), written.name());
    if (written.purging()) {
      // The purge of the record releases the object. Capturing it again would undo the purge.
      return captured;
    }
    contexts.awaitRecord(held.object());
    room.recorded(held.object());
    released.add(held.object(), mode);
    Optional<CaptureOutcome> obstacle = new Release(api).release(key, held.object());
    obstacle.ifPresent(o -> released.remove(held.object().uid()));
    return obstacle.orElse(captured);
  }

  /**
   * Captures a later version of an object that is gone. Does nothing unless its record still waits
   * for a restore or a purge.
   *
   * @param kept how the object was kept until it was released
   */
  void again(ObjectKey key, byte[] payload, Mode kept) {
    HeldPayload last = HeldPayload.of(payload);
    CaptureContext deleted = context(key, last.object());
    boolean waits =
        deleted
            .before()
            .flatMap(before -> LiveRecord.same(api, before))
            .filter(record -> record.getMetadata().getDeletionTimestamp() == null)
            .filter(record -> RecordStep.state(record) == State.DELETED && !Format.newer(record))
            .isPresent();
    if (waits) {
      durable.write(last, deleted, kept);
    }
  }
}
