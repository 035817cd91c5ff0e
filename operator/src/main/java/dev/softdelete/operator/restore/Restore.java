package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.apply.ApplyOutcome;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.create.CopiedMarks;
import dev.softdelete.operator.restore.create.RestoreFailedException;
import dev.softdelete.operator.restore.create.RestoreTarget;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.create.ServedKind;
import dev.softdelete.operator.restore.finish.RestoreFinish;
import dev.softdelete.operator.restore.hold.HeldObject;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import dev.softdelete.operator.volume.VolumeReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the object, writes its uid to the record, then restores its field ownership and removes
 * our restore mark. If an attempt is interrupted, the mark or the recorded uid tells the next
 * attempt that the object is ours.
 */
public final class Restore {
  private static final Logger log = LoggerFactory.getLogger(Restore.class);

  private static final RestoreFailure TOO_DEEP =
      new RestoreFailure(
          Reason.Invalid,
          "It is nested too deeply for the operator's stack. Start the operator with"
              + " JAVA_TOOL_OPTIONS=-Xss64m, which is javaToolOptions of the chart.",
          false);

  private final ApiServer api;
  private final Discovery discovery;
  private final SnapshotStore snapshots;
  private final RestoringCreate creates;
  private final HeldObject held;
  private final RestoreFinish finish;

  /** The outcome of an attempt to restore. */
  public sealed interface Outcome {
    /**
     * The object is restored.
     *
     * @param onTop the outcome for the manifest whose create was the restore
     * @param lost which part of the object is not restored, and why
     */
    record Done(RestoredObject as, ApplyOutcome onTop, Optional<String> lost) implements Outcome {}

    record Failed(RestoreFailure why) implements Outcome {}
  }

  public Restore(
      ApiServer api,
      Discovery discovery,
      SnapshotStore snapshots,
      RestoringCreate creates,
      HeldObject held,
      PendingApplies applies) {
    this.api = api;
    this.discovery = discovery;
    this.snapshots = snapshots;
    this.creates = creates;
    this.held = held;
    this.finish = new RestoreFinish(api, applies);
  }

  /**
   * Restores the object, or returns why it cannot be restored.
   *
   * @param created receives the created object before it is finished, to write it to the record
   */
  public Outcome restore(DeletedResource record, Consumer<RestoredObject> created) {
    try {
      ResourceType type = ServedKind.of(discovery, record);
      Optional<RestoredObject> noted = noted(record);
      DeletedResource last = noted.isPresent() ? record : letGo(record, type);
      StoredObject stored = stored(last);
      RestoredObject restored =
          noted.orElseGet(
              () -> {
                KubeObject live = creates.create(last, stored, type, RestoreTarget.checked(last));
                var as = new RestoredObject(live.namespace().orElse(null), live.name(), live.uid());
                created.accept(as);
                return as;
              });
      ApplyOutcome onTop = finish.finish(last, stored, path(type, restored), restored);
      new CopiedMarks(api).remove(type, restored);
      return new Outcome.Done(restored, onTop, lost(last, stored, restored));
    } catch (RestoreFailedException e) {
      return new Outcome.Failed(e.failure());
    } catch (CorruptSnapshotException e) {
      return new Outcome.Failed(corrupt(e));
    } catch (StackOverflowError e) {
      return new Outcome.Failed(TOO_DEEP);
    }
  }

  private static RestoreFailure corrupt(CorruptSnapshotException e) {
    return new RestoreFailure(
        Reason.SnapshotCorrupt,
        "The stored copy cannot be used: "
            + e.getMessage()
            + ". Put the Secret back from a backup of the operator's namespace.",
        false);
  }

  /** Returns the expected result of the restore. Writes nothing. */
  public Preview preview(DeletedResource record) {
    RestoreTarget target = RestoreTarget.of(record);
    try {
      RestoreTarget.checked(record);
      ResourceType type = ServedKind.of(discovery, record);
      StoredObject stored = stored(record);
      Optional<KubeObject> there =
          api.find(type.path(target.namespace(), target.name()))
              .map(KubeObject::parse)
              .filter(live -> !live.uid().equals(record.getSpec().resource().uid()));
      if (there.isPresent()) {
        return new Preview(
            target,
            Optional.of(RestoringCreate.taken(there.get(), target)),
            Differences.between(stored.object().json(), there.get().json()));
      }
      Optional<KubeObject> created = creates.preview(record, stored, type, target);
      return new Preview(
          target,
          Optional.empty(),
          created
              .map(c -> Differences.between(stored.object().json(), c.json()))
              .orElse(List.of()));
    } catch (RestoreFailedException e) {
      return new Preview(target, Optional.of(e.failure()), List.of());
    } catch (CorruptSnapshotException e) {
      return new Preview(target, Optional.of(corrupt(e)), List.of());
    } catch (StackOverflowError e) {
      return new Preview(target, Optional.of(TOO_DEEP), List.of());
    }
  }

  private Optional<String> lost(
      DeletedResource record, StoredObject stored, RestoredObject restored) {
    var volumes = new RestoredVolumes(api);
    return switch (volumes.report(record.getSpec().resource(), stored, restored.uid())) {
      case VolumeReport.Fine f -> Optional.empty();
      case VolumeReport.Without w -> Optional.of(w.why());
      case VolumeReport.StillKept k ->
          throw new RestoreFailedException(
              new RestoreFailure(Reason.VolumePending, k.why(), false));
    };
  }

  private static Optional<RestoredObject> noted(DeletedResource record) {
    return RecordStep.restoredAs(record).filter(r -> r.uid() != null);
  }

  /**
   * Returns the restored object that the record does not name yet. A user's create or our own has
   * created it.
   */
  private Optional<RestoredObject> marked(DeletedResource record, ResourceType type) {
    if (RestoreTarget.fault(record).isPresent()) {
      return Optional.empty();
    }
    RestoreTarget target = RestoreTarget.of(record);
    return api.findMetadata(type.path(target.namespace(), target.name()))
        .filter(live -> RestoreMark.on(live).isPresent())
        .map(live -> new RestoredObject(live.namespace().orElse(null), live.name(), live.uid()));
  }

  private StoredObject stored(DeletedResource record) {
    var spec = record.getSpec();
    return snapshots.get(spec.resource().uid(), spec.snapshot());
  }

  private static String path(ResourceType type, RestoredObject restored) {
    return type.path(Optional.ofNullable(restored.namespace()), restored.name());
  }

  /**
   * Releases the object if it is held. A held object blocks its own restore, but it also keeps
   * dependents running that must not stop. Therefore the create is rehearsed before the release.
   */
  private DeletedResource letGo(DeletedResource record, ResourceType type) {
    if (!HeldObject.mayBeHeld(record)) {
      return held.archived(record, type);
    }
    RestoreTarget target = RestoreTarget.checked(record);
    return held.letGo(
        record,
        type,
        () -> {
          try {
            creates.rehearse(record, stored(record), type, target);
          } catch (RestoreFailedException e) {
            // The held object itself still counts against the quota that its restore needs.
            if (e.failure().reason() != Reason.QuotaExceeded) {
              throw e;
            }
          }
        });
  }

  /**
   * Finishes a restore that has begun. It does so also for a record that is being deleted, so that
   * no restore mark is left behind.
   *
   * @return why the record must stay, or empty; only the record knows of the volume that the
   *     restored claim still waits for
   */
  public Optional<String> finishIfBegun(DeletedResource record) {
    if (RecordStep.state(record) == State.RESTORED) {
      return Optional.empty();
    }
    ResourceIdentity deleted = record.getSpec().resource();
    Optional<ResourceType> type = discovery.served(deleted.apiVersion(), deleted.resource());
    Optional<RestoredObject> begun = type.flatMap(t -> noted(record).or(() -> marked(record, t)));
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    try {
      finish.finish(record, stored(record), path(type.get(), begun.get()), begun.get());
    } catch (RestoreFailedException e) {
      if (e.failure().reason() == Reason.VolumePending) {
        return Optional.of(e.getMessage());
      }
      log.warn("{}: ends unfinished: {}", record.getMetadata().getName(), e.getMessage());
    } catch (CorruptSnapshotException e) {
      log.warn("{}: ends unfinished: {}", record.getMetadata().getName(), e.getMessage());
    }
    return Optional.empty();
  }
}
