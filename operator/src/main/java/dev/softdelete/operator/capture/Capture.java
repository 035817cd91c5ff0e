package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.Leftovers;
import dev.softdelete.operator.snapshot.EncodedSnapshot;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.volume.RetainedVolumes;
import dev.softdelete.operator.volume.UnfinishedRestore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Snapshot, record, release, before them the volume of a claim, and between them the reservation of
 * a name: each durable before the next, each harmless when repeated. Whatever stops it in between,
 * the finalizer goes on holding the object.
 */
public final class Capture {
  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RecordWriter records;
  private final Circumstances circumstances;
  private final ServerClock clock;
  private final NameHolder names;
  private final RetainedVolumes volumes;
  private final UnfinishedRestore unfinished;
  private final Leftovers leftovers;

  /** What one takes for left behind is the snapshot that another one is about to refer to. */
  private final Exclusive<ObjectKey> underWay = new Exclusive<>();

  /** With its snapshot, of the bytes as the API server sent them. */
  private record Held(KubeObject object, long bytes, Supplier<EncodedSnapshot> snapshot) {}

  public Capture(
      ApiServer api,
      SnapshotStore snapshots,
      RecordWriter records,
      Circumstances circumstances,
      ServerClock clock,
      NameHolder names) {
    this.api = api;
    this.snapshots = snapshots;
    this.records = records;
    this.circumstances = circumstances;
    this.clock = clock;
    this.names = names;
    this.volumes = new RetainedVolumes(api);
    this.unfinished = new UnfinishedRestore(api, snapshots);
    this.leftovers = new Leftovers(api, snapshots, records.operatorNamespace());
  }

  /** Archives it, or records it and goes on holding it, as its policy asks. */
  public CaptureOutcome capture(ObjectKey key) {
    return alone(key, () -> asPolicyAsks(key));
  }

  private CaptureOutcome alone(ObjectKey key, Supplier<CaptureOutcome> attempt) {
    return underWay.run(key, attempt).orElseGet(CaptureOutcome.Changed::new);
  }

  private CaptureOutcome asPolicyAsks(ObjectKey key) {
    Optional<Held> held = held(key);
    if (held.isEmpty()) {
      return new CaptureOutcome.NotHeld();
    }
    KubeObject object = held.get().object();
    if ("true".equals(object.annotations().get(SoftDelete.BYPASS_ANNOTATION))) {
      return letGo(key, object, SoftDelete.BYPASS_ANNOTATION + " asks");
    }
    Capturable deleted = circumstances.of(key, object);
    if (deleted.isFinal()) {
      return letGo(key, object, "spec.ignoreDeletesBy of its policy asks");
    }
    Optional<String> exceeded = exceeded(held.get(), deleted);
    if (exceeded.isPresent()) {
      return new CaptureOutcome.Stuck("LimitReached", exceeded.get());
    }
    if (!Holding.of(deleted)) {
      return archive(key, held.get(), deleted, Mode.Archive);
    }
    if (deleted.before().isEmpty() && record(held.get(), deleted, Mode.Hold).isEmpty()) {
      return new CaptureOutcome.Changed();
    }
    return new CaptureOutcome.Held();
  }

  /**
   * What has its record already is counted. Neither what goes with its namespace nor what keeps a
   * policy from going is held up.
   */
  private Optional<String> exceeded(Held held, Capturable deleted) {
    return deleted
        .policy()
        .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
        .filter(p -> deleted.before().isEmpty() && deleted.goesWith().isEmpty())
        .flatMap(
            policy ->
                LimitCheck.exceeded(
                    policy.getSpec().limits(),
                    circumstances.usage(deleted),
                    Usage.of(held.object(), held.bytes())));
  }

  /**
   * Archives it, whatever its policy asks.
   *
   * @param kept how it was kept until now, by its record
   */
  public CaptureOutcome archive(ObjectKey key, Mode kept) {
    return alone(
        key,
        () ->
            held(key)
                .map(held -> archive(key, held, circumstances.of(key, held.object()), kept))
                .orElseGet(CaptureOutcome.NotHeld::new));
  }

  private Optional<Held> held(ObjectKey key) {
    return api.find(key.path())
        .map(
            payload ->
                new Held(
                    KubeObject.parse(payload), payload.length, () -> SnapshotCodec.encode(payload)))
        .filter(h -> h.object().deleting() && h.object().retained());
  }

  private CaptureOutcome letGo(ObjectKey key, KubeObject object, String why) {
    volumes.letGo(object);
    leftovers.discard(RecordDraft.identity(key.type(), object, Optional.empty()));
    return new Release(api).release(key, object).orElse(new CaptureOutcome.LetGo(why));
  }

  private CaptureOutcome archive(ObjectKey key, Held held, Capturable deleted, Mode mode) {
    Optional<DeletedResource> newer = deleted.before().filter(Format::newer);
    if (newer.isPresent()) {
      return new CaptureOutcome.Stuck("NewerFormat", Format.leftAlone(newer.get()));
    }
    Optional<RecordWriter.Written> recorded = record(held, deleted, mode);
    if (recorded.isEmpty()) {
      return new CaptureOutcome.Changed();
    }
    RecordWriter.Written written = recorded.get();
    var captured = new CaptureOutcome.Captured(written.namespace(), written.name());
    if (written.purging()) {
      // Its purge lets the object go: capturing it again would undo the purge.
      return captured;
    }
    circumstances.awaitRecord(held.object());
    return new Release(api).release(key, held.object()).orElse(captured);
  }

  /** Empty: a restore is about to give it its volume. */
  private Optional<RecordWriter.Written> record(Held held, Capturable deleted, Mode mode) {
    Optional<RetainedVolumes.Kept> volume = volumes.retain(held.object());
    if (volume.isEmpty() && unfinished.of(held.object())) {
      return Optional.empty();
    }
    EncodedSnapshot snapshot = held.snapshot().get();
    ObjectNode draft =
        RecordDraft.of(
            deleted,
            mode,
            snapshot.reference(),
            volume.map(RetainedVolumes.Kept::reference),
            records.home(deleted),
            clock.now());
    snapshots.put(held.object().uid(), snapshot, volume.map(RetainedVolumes.Kept::before), draft);
    if (deleted.before().isEmpty()) {
      names.hold(draft, held.object());
    }
    RecordWriter.Written written = records.write(draft);
    written.unneeded().ifPresent(s -> snapshots.delete(held.object().uid(), s));
    snapshots.settled(held.object().uid());
    return Optional.of(written);
  }
}
