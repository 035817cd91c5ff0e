package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.snapshot.EncodedSnapshot;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Snapshot, record, release: each durable before the next, each harmless when repeated. Whatever
 * stops it in between, the finalizer goes on holding the object.
 */
public final class Capture {
  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RecordWriter records;
  private final Circumstances circumstances;
  private final ServerClock clock;

  /** With its snapshot, of the bytes as the API server sent them. */
  private record Held(KubeObject object, Supplier<EncodedSnapshot> snapshot) {}

  public Capture(
      ApiServer api,
      SnapshotStore snapshots,
      RecordWriter records,
      Circumstances circumstances,
      ServerClock clock) {
    this.api = api;
    this.snapshots = snapshots;
    this.records = records;
    this.circumstances = circumstances;
    this.clock = clock;
  }

  /** Archives it, or records it and goes on holding it, as its policy asks. */
  public CaptureOutcome capture(ObjectKey key) {
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
    if (!Holding.of(deleted)) {
      return archive(key, held.get(), deleted, Mode.Archive);
    }
    if (deleted.before().isEmpty()) {
      record(held.get(), deleted, Mode.Hold);
    }
    return new CaptureOutcome.Held();
  }

  /**
   * Archives it, whatever its policy asks.
   *
   * @param kept how it was kept until now, by its record
   */
  public CaptureOutcome archive(ObjectKey key, Mode kept) {
    return held(key)
        .map(held -> archive(key, held, circumstances.of(key, held.object()), kept))
        .orElseGet(CaptureOutcome.NotHeld::new);
  }

  private Optional<Held> held(ObjectKey key) {
    return api.find(key.path())
        .map(payload -> new Held(KubeObject.parse(payload), () -> SnapshotCodec.encode(payload)))
        .filter(h -> h.object().deleting() && h.object().retained());
  }

  private CaptureOutcome letGo(ObjectKey key, KubeObject object, String why) {
    return new Release(api).release(key, object).orElse(new CaptureOutcome.LetGo(why));
  }

  private CaptureOutcome archive(ObjectKey key, Held held, Capturable deleted, Mode mode) {
    RecordWriter.Written written = record(held, deleted, mode);
    var captured = new CaptureOutcome.Captured(written.namespace(), written.name());
    // Its purge lets the object go: capturing it again would undo the purge.
    return written.purging()
        ? captured
        : new Release(api).release(key, held.object()).orElse(captured);
  }

  private RecordWriter.Written record(Held held, Capturable deleted, Mode mode) {
    EncodedSnapshot snapshot = held.snapshot().get();
    ObjectNode draft =
        RecordDraft.of(deleted, mode, snapshot.reference(), records.home(deleted), clock.now());
    snapshots.put(held.object().uid(), snapshot, draft);
    RecordWriter.Written written = records.write(draft);
    written.unneeded().ifPresent(s -> snapshots.delete(held.object().uid(), s));
    return written;
  }
}
