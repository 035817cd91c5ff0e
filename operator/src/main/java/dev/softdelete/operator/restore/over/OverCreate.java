package dev.softdelete.operator.restore.over;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ReplacedObject;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordName;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.create.RestoreClaim;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.request.RestoreAuthorization;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.StoredObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates the restored object. If the restore was requested over what lives, that is soft-deleted
 * first, once nothing else can refuse the create. Each step can be repeated.
 */
public final class OverCreate {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration ITS_TURN_LATER = Duration.ofMillis(250);

  /** How long the garbage collector may need for the dependents of what lived. */
  private static final Duration DEPENDENTS_GO_WITHIN = Duration.ofSeconds(30);

  private static final int MOST_MEMBERS = 200;

  private final RestoringCreate creates;
  private final LiveObjectDelete deletes;
  private final Group group;
  private final NameInUse names;
  private final WaitingSince dependents;
  private final RestoreAuthorization authorization;

  /** What has become of the name. */
  private sealed interface Outcome {
    record Clear(DeletedResource record) implements Outcome {}

    record Stop(RestoringCreate.Step step) implements Outcome {}
  }

  /**
   * Creates an instance.
   *
   * @param clock the clock of the API server
   */
  public OverCreate(
      ApiServer api,
      RestoringCreate creates,
      LiveObjectDelete deletes,
      Group group,
      InstantSource clock) {
    this.creates = creates;
    this.deletes = deletes;
    this.group = group;
    this.names = new NameInUse(api, clock);
    this.dependents = new WaitingSince(clock);
    this.authorization = new RestoreAuthorization(api);
  }

  /**
   * Creates the object, or returns the object that an interrupted attempt has created.
   *
   * @throws RestoreFailedException if the create, or the delete before it, is refused
   */
  public RestoringCreate.Step create(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    if (!request.over()) {
      return creates.create(request, stored, type);
    }
    return switch (clear(request, stored, type)) {
      case Outcome.Stop s -> s.step();
      case Outcome.Clear c -> createOver(request.on(c.record()), stored, type);
    };
  }

  /** See {@link RestoringCreate#dryRun}. */
  public boolean dryRun(RestoreRequest request, StoredObject stored, ResourceType type) {
    return creates.dryRun(request, stored, type);
  }

  /** See {@link RestoringCreate#withdraw}. */
  public RestoreClaim.Outcome withdraw(
      DeletedResource record, ResourceType type, Supplier<String> secret) {
    return creates.withdraw(record, type, secret);
  }

  private RestoringCreate.Step createOver(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    group.cleared(request.record());
    if (group.mustWait(request.record())) {
      return new RestoringCreate.Step.NotYet(ITS_TURN_LATER);
    }
    try {
      return creates.create(request, stored, type);
    } catch (RestoreFailedException e) {
      boolean taken =
          e.failure().reason() == Reason.NameConflict
              || e.failure().reason() == Reason.StillTerminating;
      if (taken
          && !(names.decide(request, stored, type, names.live(request, type))
              instanceof OverStep.Free)) {
        // Somebody has taken the name at the last moment.
        return new RestoringCreate.Step.NotYet(LOOK_AGAIN);
      }
      throw new RestoreFailedException(told(request, e.failure()));
    }
  }

  private Outcome clear(RestoreRequest request, StoredObject stored, ResourceType type) {
    Optional<KubeObject> live = names.live(request, type);
    return switch (names.decide(request, stored, type, live)) {
      case OverStep.Free f -> free(request, type);
      case OverStep.Ends e -> ends(request, stored, type, live.orElseThrow());
      case OverStep.Refuse r -> throw new RestoreFailedException(told(request, r.why()));
      case OverStep.Delete d ->
          rehearsed(request, stored, type)
              .orElseGet(
                  () ->
                      next(
                          deletes.delete(
                              request, NameInUse.key(request, type), live.orElseThrow(), d.times()),
                          request,
                          type));
    };
  }

  /** What somebody else has deleted, and our finalizer holds, is captured now. */
  private Outcome ends(
      RestoreRequest request, StoredObject stored, ResourceType type, KubeObject live) {
    if (!live.retained()) {
      throw new RestoreFailedException(told(request, creates.taken(request, live, type)));
    }
    ObjectKey key = NameInUse.key(request, type);
    if (isOurs(request.record(), live)) {
      announceAgain(request, key);
      return next(deletes.captured(key, request.record()), request, type);
    }
    return rehearsed(request, stored, type)
        .orElseGet(() -> next(deletes.captured(key, request.record()), request, type));
  }

  private static boolean isOurs(DeletedResource record, KubeObject live) {
    return OverDecision.deletedFor(record).filter(o -> o.uid().equals(live.uid())).isPresent();
  }

  private Outcome next(LiveObjectDelete.Step step, RestoreRequest request, ResourceType type) {
    return switch (step) {
      case LiveObjectDelete.Step.Captured c -> free(request.on(c.record()), type);
      case LiveObjectDelete.Step.NotYet n -> notYet(LOOK_AGAIN);
    };
  }

  /**
   * Returns why nothing is deleted yet. A create of the name is refused for the name last, so a dry
   * run tells whether anything else refuses it.
   */
  private Optional<Outcome> rehearsed(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    Optional<Outcome> stop = creates.rehearse(request, stored, type).map(Outcome.Stop::new);
    if (stop.isEmpty()) {
      authorization
          .objectionToDelete(request, type)
          .ifPresent(
              why -> {
                throw new RestoreFailedException(
                    new RestoreFailure(Reason.Forbidden, why + ". Nothing was deleted.", false));
              });
    }
    return stop;
  }

  private Outcome free(RestoreRequest request, ResourceType type) {
    DeletedResource record = request.record();
    announceAgain(request, NameInUse.key(request, type));
    Optional<ReplacedObject> deleted = OverDecision.deletedFor(record);
    if (deleted.filter(o -> namesInUse(record, o.uid())).isPresent()) {
      String uid = record.getMetadata().getUid();
      dependents.start(uid);
      if (dependents.within(uid, DEPENDENTS_GO_WITHIN)) {
        return notYet(ITS_TURN_LATER);
      }
    }
    return new Outcome.Clear(record);
  }

  /** An operator that was started since tells who has deleted what lived. */
  private void announceAgain(RestoreRequest request, ObjectKey key) {
    OverDecision.deletedFor(request.record())
        .map(ReplacedObject::uid)
        .filter(deletes::unheard)
        .ifPresent(uid -> deletes.announce(request, key, uid, List.of()));
  }

  /** Whether dependents of what lived still have the names of members of the group. */
  private boolean namesInUse(DeletedResource record, String owner) {
    return group.membersIfRequested(record).stream()
        .limit(MOST_MEMBERS)
        .anyMatch(
            member -> {
              ResourceType type = ResourceType.of(member.record().getSpec().resource());
              return names
                  .live(member, type)
                  .filter(there -> there.owners().stream().anyMatch(o -> o.uid().equals(owner)))
                  .isPresent();
            });
  }

  /** Returns the failure with what was deleted for the restore already. */
  private static RestoreFailure told(RestoreRequest request, RestoreFailure failure) {
    var deleted = request.record().getSpec().resource();
    return OverDecision.deletedFor(request.record())
        .map(o -> RecordName.of(deleted.kind(), request.target().name(), o.uid()))
        .map(" What lived there was soft-deleted for this restore: its record is %s."::formatted)
        .map(failure::withMore)
        .orElse(failure);
  }

  private static Outcome notYet(Duration lookAgain) {
    return new Outcome.Stop(new RestoringCreate.Step.NotYet(lookAgain));
  }
}
