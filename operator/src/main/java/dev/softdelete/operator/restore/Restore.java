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
import dev.softdelete.operator.restore.apply.ApplyOutcome;
import dev.softdelete.operator.restore.create.CopiedMarks;
import dev.softdelete.operator.restore.create.RestoreClaim;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.create.ServedKind;
import dev.softdelete.operator.restore.finish.RestoreFinish;
import dev.softdelete.operator.restore.hold.HeldObject;
import dev.softdelete.operator.restore.over.OverCreate;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import dev.softdelete.operator.volume.VolumeReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Creates the object, then restores its field ownership and removes our restore mark. Between these
 * two steps the caller writes the uid of the object to the record. If an attempt is interrupted,
 * the mark or the recorded uid tells the next attempt that the object is ours. No step waits for
 * other components.
 */
public final class Restore {
  /** How long another component usually needs for the step that is waited for. */
  static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private static final Duration LATER = Duration.ofMinutes(1);

  private final ApiServer api;
  private final Discovery discovery;
  private final SnapshotStore snapshots;
  private final OverCreate creates;
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
     * @param lost which parts of the object are not restored, and why
     */
    record Done(RestoredObject as, ApplyOutcome onTop, List<Loss> lost) implements Step {}

    /**
     * Another component must act first, which usually takes milliseconds.
     *
     * @param lookAgain the time after which to take the step again
     */
    record NotYet(Duration lookAgain) implements Step {}

    record Failed(RestoreFailure why) implements Step {}
  }

  /** A part of the object that is not restored, as the event on the record says it. */
  public record Loss(String reason, String why) {}

  public Restore(
      ApiServer api,
      Discovery discovery,
      SnapshotStore snapshots,
      OverCreate creates,
      HeldObject held,
      RestoreFinish finish) {
    this.api = api;
    this.discovery = discovery;
    this.snapshots = snapshots;
    this.creates = creates;
    this.held = held;
    this.finish = finish;
  }

  /**
   * Creates the object, unless the record names it already. Returns {@link Step.Created}, {@link
   * Step.NotYet} or {@link Step.Failed}.
   */
  public Step begin(RestoreRequest request) {
    return Attempt.<Step>of(
        () -> {
          ResourceType type = ServedKind.of(discovery, request.record());
          Optional<RestoredObject> noted = noted(request.record());
          return noted.isPresent()
              ? new Step.Created(request, noted.get(), snapshots.get(request.record()))
              : create(request, type);
        },
        Step.Failed::new);
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
    StoredObject stored = snapshots.get(request.record());
    Optional<RestoredObject> noted = noted(request.record());
    if (noted.isPresent()) {
      // A create was stored since the record was read before.
      return new Step.Created(request, noted.get(), stored);
    }
    return switch (creates.create(request, stored, type)) {
      case RestoringCreate.Step.Created c -> new Step.Created(request, as(c.object()), stored);
      case RestoringCreate.Step.NotYet n -> new Step.NotYet(n.lookAgain());
    };
  }

  /**
   * Finishes the created object. Returns {@link Step.Done}, {@link Step.NotYet} or {@link
   * Step.Failed}.
   */
  public Step finish(Step.Created created) {
    return Attempt.<Step>of(
        () -> {
          DeletedResource record = created.request().record();
          RestoredObject as = created.as();
          ResourceType type = ServedKind.of(discovery, record);
          return switch (finish.finish(created.request(), created.stored(), path(type, as), as)) {
            case RestoreFinish.Step.NotYet n -> new Step.NotYet(LOOK_AGAIN);
            case RestoreFinish.Step.Finished f -> {
              new CopiedMarks(api).remove(type, as);
              yield new Step.Done(
                  as,
                  f.onTop(),
                  Stream.concat(
                          f.withoutStatus().map(why -> new Loss("WithoutStatus", why)).stream(),
                          withoutVolume(record, created.stored(), as)
                              .map(why -> new Loss("WithoutVolume", why))
                              .stream())
                      .toList());
            }
          };
        },
        Step.Failed::new);
  }

  /**
   * Settles that the operator was about to create the object of a record elsewhere. Returns {@link
   * RestoreClaim.Outcome.Begun} if the object exists.
   */
  public RestoreClaim.Outcome withdraw(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    try {
      return discovery
          .served(deleted.apiVersion(), deleted.resource())
          .map(type -> creates.withdraw(record, type, () -> snapshots.get(record).secret()))
          .orElseGet(() -> new RestoreClaim.Outcome.NotYet(LATER));
    } catch (CorruptSnapshotException e) {
      // There is an object with a mark, and nothing tells whether the mark is genuine.
      return new RestoreClaim.Outcome.NotYet(LATER);
    }
  }

  /** Discards the manifest of a create that was never stored. */
  public void forgetCreate(DeletedResource record) {
    finish.forgetCreate(record);
  }

  private Optional<String> withoutVolume(
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

  /**
   * Returns the object of the restore that is under way. A record that is restored again names the
   * object of the restore before until the new one is created.
   */
  static Optional<RestoredObject> noted(DeletedResource record) {
    return RecordStep.state(record) == State.RESTORED
        ? Optional.empty()
        : RecordStep.restoredAs(record).filter(r -> r.uid() != null);
  }

  static RestoredObject as(KubeObject live) {
    return new RestoredObject(live.namespace().orElse(null), live.name(), live.uid());
  }

  static String path(ResourceType type, RestoredObject restored) {
    return type.path(Optional.ofNullable(restored.namespace()), restored.name());
  }

  /**
   * Releases the object if it is held. A held object blocks its own restore, but it also keeps
   * dependents running that must not stop. Therefore the create is tried by a dry run before the
   * release.
   */
  private HeldObject.Step release(RestoreRequest request, ResourceType type) {
    DeletedResource record = request.record();
    if (record.getSpec().mode() != Mode.Hold) {
      return held.archived(record, type);
    }
    request.target().checked(record.getSpec().resource());
    return held.holds(record, type) && !dryRunPasses(request, type)
        ? new HeldObject.Step.NotYet()
        : held.release(record, type, request.target().adopting());
  }

  private boolean dryRunPasses(RestoreRequest request, ResourceType type) {
    try {
      return creates.dryRun(request, snapshots.get(request.record()), type);
    } catch (RestoreFailedException e) {
      // The held object itself still counts against the quota that its restore needs.
      if (e.failure().reason() == Reason.QuotaExceeded) {
        return true;
      }
      throw e;
    }
  }
}
