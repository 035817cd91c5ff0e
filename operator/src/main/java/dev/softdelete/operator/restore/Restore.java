package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
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
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.create.ServedKind;
import dev.softdelete.operator.restore.finish.RestoreFinish;
import dev.softdelete.operator.restore.hold.HeldObject;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import dev.softdelete.operator.volume.VolumeReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the object, then restores its field ownership and removes our restore mark. Between these
 * two steps the caller writes the uid of the object to the record. If an attempt is interrupted,
 * the mark or the recorded uid tells the next attempt that the object is ours. No step waits for
 * other components.
 */
public final class Restore {
  private static final Logger log = LoggerFactory.getLogger(Restore.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

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

  /** The result of one step of a restore. */
  public sealed interface Step {
    /**
     * The object exists and is to be finished. The caller must first write it to the record.
     *
     * @param request the request with the last state of the record
     * @param stored the copy from which the object was created
     */
    record Created(RestoreRequest request, RestoredObject as, StoredObject stored)
        implements Step {}

    /**
     * The object is restored.
     *
     * @param onTop the outcome for the manifest whose create was the restore
     * @param lost which part of the object is not restored, and why
     */
    record Done(RestoredObject as, ApplyOutcome onTop, Optional<String> lost) implements Step {}

    /**
     * Another component must act first, which usually takes milliseconds.
     *
     * @param lookAgain the time after which to take the step again
     */
    record NotYet(Duration lookAgain) implements Step {}

    record Failed(RestoreFailure why) implements Step {}
  }

  /** What an unfinished restore means for a record that is being deleted. */
  public sealed interface Ending {
    /** Nothing is left to finish. */
    record Free() implements Ending {}

    /** Another component must act first, which usually takes milliseconds. */
    record NotYet(Duration lookAgain) implements Ending {}

    /** The record must stay: only it knows of the volume that the restored claim waits for. */
    record Kept(String why) implements Ending {}
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
    this.finish = new RestoreFinish(api, applies, new WaitingSince(InstantSource.system()));
  }

  /**
   * Creates the object, unless the record names it already. Returns {@link Step.Created}, {@link
   * Step.NotYet} or {@link Step.Failed}.
   */
  public Step begin(RestoreRequest request) {
    return guarded(
        () -> {
          ResourceType type = ServedKind.of(discovery, request.record());
          Optional<RestoredObject> noted = noted(request.record());
          return noted.isPresent()
              ? new Step.Created(request, noted.get(), stored(request.record()))
              : create(request, type);
        });
  }

  private Step create(RestoreRequest request, ResourceType type) {
    return switch (release(request, type)) {
      case HeldObject.Step.NotYet n -> new Step.NotYet(LOOK_AGAIN);
      case HeldObject.Step.Refused r -> new Step.Failed(r.why());
      case HeldObject.Step.Released r -> createReleased(request.on(r.record()), type);
    };
  }

  private Step createReleased(RestoreRequest request, ResourceType type) {
    request.target().checked(request.record().getSpec().resource());
    StoredObject stored = stored(request.record());
    return switch (creates.create(request, stored, type)) {
      case RestoringCreate.Step.Created c -> new Step.Created(request, as(c.object()), stored);
      case RestoringCreate.Step.NotYet n -> new Step.NotYet(LOOK_AGAIN);
      case RestoringCreate.Step.Possible p ->
          throw new IllegalStateException("a create was a dry run");
    };
  }

  /**
   * Finishes the created object. Returns {@link Step.Done}, {@link Step.NotYet} or {@link
   * Step.Failed}.
   */
  public Step finish(Step.Created created) {
    return guarded(
        () -> {
          DeletedResource record = created.request().record();
          RestoredObject as = created.as();
          ResourceType type = ServedKind.of(discovery, record);
          return switch (finish.finish(created.request(), created.stored(), path(type, as), as)) {
            case RestoreFinish.Step.NotYet n -> new Step.NotYet(LOOK_AGAIN);
            case RestoreFinish.Step.Finished f -> {
              new CopiedMarks(api).remove(type, as);
              yield new Step.Done(as, f.onTop(), lost(record, created.stored(), as));
            }
          };
        });
  }

  private static Step guarded(Supplier<Step> step) {
    try {
      return step.get();
    } catch (RestoreFailedException e) {
      return new Step.Failed(e.failure());
    } catch (CorruptSnapshotException e) {
      return new Step.Failed(corrupt(e));
    } catch (StackOverflowError e) {
      return new Step.Failed(TOO_DEEP);
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
  public Preview preview(RestoreRequest request) {
    DeletedResource record = request.record();
    RestoreTarget target = request.target();
    try {
      target.checked(record.getSpec().resource());
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
      Optional<KubeObject> created = creates.preview(request, stored, type);
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
    RestoreTarget target = RestoreTarget.of(record);
    if (target.fault(record.getSpec().resource()).isPresent()) {
      return Optional.empty();
    }
    return api.findMetadata(type.path(target.namespace(), target.name()))
        .filter(live -> RestoreMark.on(live).isPresent())
        .map(Restore::as);
  }

  private static RestoredObject as(KubeObject live) {
    return new RestoredObject(live.namespace().orElse(null), live.name(), live.uid());
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
  private HeldObject.Step release(RestoreRequest request, ResourceType type) {
    DeletedResource record = request.record();
    if (record.getSpec().mode() != Mode.Hold) {
      return held.archived(record, type);
    }
    request.target().checked(record.getSpec().resource());
    return held.holds(record, type)
            && rehearsed(request, type) instanceof RestoringCreate.Step.NotYet
        ? new HeldObject.Step.NotYet()
        : held.release(record, type, request.target().adopting());
  }

  private RestoringCreate.Step rehearsed(RestoreRequest request, ResourceType type) {
    try {
      return creates.rehearse(request, stored(request.record()), type);
    } catch (RestoreFailedException e) {
      // The held object itself still counts against the quota that its restore needs.
      if (e.failure().reason() == Reason.QuotaExceeded) {
        return new RestoringCreate.Step.Possible();
      }
      throw e;
    }
  }

  /**
   * Finishes a restore that has begun. It does so also for a record that is being deleted, so that
   * no restore mark is left behind.
   */
  public Ending finishIfBegun(DeletedResource record) {
    if (RecordStep.state(record) == State.RESTORED) {
      return new Ending.Free();
    }
    ResourceIdentity deleted = record.getSpec().resource();
    Optional<ResourceType> type = discovery.served(deleted.apiVersion(), deleted.resource());
    Optional<RestoredObject> begun = type.flatMap(t -> noted(record).or(() -> marked(record, t)));
    if (begun.isEmpty()) {
      return new Ending.Free();
    }
    try {
      String path = path(type.get(), begun.get());
      RestoreRequest request = RestoreRequest.of(record);
      return switch (finish.finish(request, stored(record), path, begun.get())) {
        case RestoreFinish.Step.Finished f -> new Ending.Free();
        case RestoreFinish.Step.NotYet n -> new Ending.NotYet(LOOK_AGAIN);
      };
    } catch (RestoreFailedException e) {
      if (e.failure().reason() == Reason.VolumePending) {
        return new Ending.Kept(e.getMessage());
      }
      log.warn("{}: ends unfinished: {}", record.getMetadata().getName(), e.getMessage());
    } catch (CorruptSnapshotException e) {
      log.warn("{}: ends unfinished: {}", record.getMetadata().getName(), e.getMessage());
    }
    return new Ending.Free();
  }
}
