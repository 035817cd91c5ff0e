package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.reserve.NameHolder;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.EncodedSnapshot;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.volume.RetainedVolumes;
import dev.softdelete.operator.volume.UnfinishedRestore;
import java.util.Optional;

/**
 * Writes what must be durable before a deleted object is released: its volume is retained, then its
 * snapshot is stored, its name is reserved, and its record is written.
 */
final class DurableCapture {
  private final SnapshotStore snapshots;
  private final RecordWriter records;
  private final NameHolder names;
  private final RetainedVolumes volumes;
  private final UnfinishedRestore unfinished;
  private final ServerClock clock;

  DurableCapture(
      SnapshotStore snapshots,
      RecordWriter records,
      NameHolder names,
      RetainedVolumes volumes,
      UnfinishedRestore unfinished,
      ServerClock clock) {
    this.snapshots = snapshots;
    this.records = records;
    this.names = names;
    this.volumes = volumes;
    this.unfinished = unfinished;
    this.clock = clock;
  }

  /**
   * Stores the snapshot and writes the record. Returns empty if a restore is about to give the
   * claim its volume.
   */
  Optional<RecordWriter.Written> write(HeldPayload held, CaptureContext deleted, Mode mode) {
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
            records.home(deleted.namespace(), deleted.before()),
            clock.now());
    snapshots.put(
        held.object().uid(),
        snapshot,
        volume.map(RetainedVolumes.Kept::before),
        draft,
        deleted.before().flatMap(before -> secret(before, snapshot.reference())));
    if (deleted.before().isEmpty()) {
      names.hold(draft, held.object());
    }
    RecordWriter.Written written = records.write(draft);
    written.unneeded().ifPresent(s -> snapshots.delete(held.object().uid(), s));
    snapshots.settled(held.object().uid());
    return Optional.of(written);
  }

  /** Returns the secret of the snapshot that the record refers to so far, if it is another one. */
  private Optional<String> secret(DeletedResource before, SnapshotReference now) {
    if (before.getSpec().snapshot().equals(now)) {
      return Optional.empty();
    }
    try {
      return Optional.of(snapshots.get(before).secret());
    } catch (CorruptSnapshotException e) {
      return Optional.empty();
    }
  }
}
