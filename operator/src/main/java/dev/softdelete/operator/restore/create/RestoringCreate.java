package dev.softdelete.operator.restore.create;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.requester.RestoringRequester;
import dev.softdelete.operator.reserve.OwnReservationExemption;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.kinds.ServiceAddresses;
import dev.softdelete.operator.restore.request.ReadRights;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates the restored object in the requester's name and with the requester's rights. */
public final class RestoringCreate {
  private static final Duration ADMITTED_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String DRY_RUN = "&dryRun=All";

  private final ApiServer api;
  private final RestoreManifests manifests;
  private final OwnReservationExemption reservation;
  private final WaitingSince admitting;
  private final ReadRights rights;
  private final RestoreClaim claim;

  /** The result of an attempt to create the object. */
  public sealed interface Step {
    /** The object exists. This attempt or an interrupted one has created it. */
    record Created(KubeObject object) implements Step {}

    /**
     * A create of a user may still be stored, or the API server does not enforce the exemption from
     * the object's own reservation yet.
     */
    record NotYet(Duration lookAgain) implements Step {}
  }

  /**
   * Creates an instance.
   *
   * @param admitting since when restores wait until their own reservation gives way
   * @param claim makes sure that nobody else creates the object
   */
  public RestoringCreate(
      ApiServer api,
      RestoreManifests manifests,
      OwnReservationExemption reservation,
      WaitingSince admitting,
      RestoreClaim claim) {
    this.api = api;
    this.manifests = manifests;
    this.reservation = reservation;
    this.admitting = admitting;
    this.rights = new ReadRights(api);
    this.claim = claim;
  }

  /**
   * Creates the object, or returns the object that an interrupted attempt has created.
   *
   * @throws RestoreFailedException if the create is refused
   */
  public Step create(RestoreRequest request, StoredObject stored, ResourceType type) {
    RestoreTarget target = request.target();
    ObjectNode manifest = manifests.of(request.record(), stored, target, "");
    var volumes = new RestoredVolumes(api);
    volumes.ready(request.record(), stored, manifest);
    volumes
        .objection(request.record(), manifest)
        .ifPresent(
            why -> {
              throw new RestoreFailedException(new RestoreFailure(Reason.NameConflict, why, true));
            });
    return switch (claim.of(request, type, stored.secret())) {
      case RestoreClaim.Outcome.Begun b -> new Step.Created(b.object());
      case RestoreClaim.Outcome.NotYet n -> new Step.NotYet(n.lookAgain());
      case RestoreClaim.Outcome.Granted g -> createClaimed(request, stored, type, manifest);
    };
  }

  private Step createClaimed(
      RestoreRequest request, StoredObject stored, ResourceType type, ObjectNode manifest) {
    RestoreTarget target = request.target();
    Optional<KubeObject> created;
    try {
      created = send(manifest, requester(request), target, collection(type, target));
    } catch (RestoreFailedException e) {
      // The API server checks last whether the object exists: quotas, reservations and webhooks
      // refuse a create of an object that is there already.
      created = ours(request, stored, type);
      if (created.isEmpty()) {
        letReservationGiveWay(request, manifest, e);
        return new Step.NotYet(LOOK_AGAIN);
      }
    }
    return new Step.Created(
        created
            .or(() -> existing(request, stored, type))
            .orElseThrow(() -> new RestoreFailedException(goneAgain(target))));
  }

  /** Withdraws the claim of a record that nobody wants to restore any more. */
  public RestoreClaim.Outcome withdraw(
      DeletedResource record, ResourceType type, Supplier<String> secret) {
    return claim.withdraw(record, type, secret);
  }

  /**
   * Rehearses the create of a held object. Throws what the create would throw if its name were
   * free.
   *
   * @return false if the API server does not enforce the exemption from the object's own
   *     reservation yet
   */
  public boolean rehearse(RestoreRequest request, StoredObject stored, ResourceType type) {
    RestoreTarget target = request.target();
    ObjectNode manifest = manifests.of(request.record(), stored, target, "");
    try {
      var _ = send(manifest, requester(request), target, collection(type, target) + DRY_RUN);
      return true;
    } catch (RestoreFailedException e) {
      letReservationGiveWay(request, manifest, e);
      return false;
    }
  }

  /**
   * Returns the object that would be created. Writes nothing.
   *
   * @return empty if the object cannot be known, but nothing blocks its create
   */
  public Optional<KubeObject> preview(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    RestoreTarget target = request.target();
    ObjectNode manifest = manifests.of(request.record(), stored, target, "");
    if (ServiceAddresses.isService(manifest)) {
      // In a dry run the API server does not check the addresses.
      ServiceAddresses.giveUp(manifest, ServiceAddresses.InUse.now(api));
    }
    try {
      return send(manifest, requester(request), target, collection(type, target) + DRY_RUN);
    } catch (RestoreFailedException e) {
      if (reserved(e) && reservation.refuses(request.record(), manifest)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String collection(ResourceType type, RestoreTarget target) {
    return type.path(target.namespace()) + "?fieldManager=" + FieldOwnership.FIELD_MANAGER;
  }

  private static Requester requester(RestoreRequest request) {
    return request
        .requester()
        .filter(by -> by.username() != null)
        .map(by -> RestoringRequester.of(by, request.record().getMetadata().getName()))
        .orElseThrow(
            () ->
                new RestoreFailedException(
                    new RestoreFailure(
                        Reason.Forbidden,
                        "The API server did not stamp who asked. Install the chart's admission"
                            + " policies.",
                        false)));
  }

  /**
   * Lets the record's own reservation give way, if it is what refused the create. It does so only
   * after it has refused a requester who may create the object there. Returns when the create is to
   * be sent again in a moment, and throws the refusal otherwise.
   */
  private void letReservationGiveWay(
      RestoreRequest request, ObjectNode manifest, RestoreFailedException refusal) {
    if (!reserved(refusal)) {
      throw refusal;
    }
    String uid = request.record().getSpec().resource().uid();
    if (reservation.admit(request.record(), manifest)) {
      admitting.start(uid);
    }
    if (!admitting.within(uid, ADMITTED_WITHIN)) {
      admitting.end(uid);
      throw refusal;
    }
  }

  private static boolean reserved(RestoreFailedException e) {
    return e.failure().reason() == Reason.NameConflict;
  }

  /** Sends the create. Returns empty if the name is taken, which the API server checks last. */
  private Optional<KubeObject> send(
      ObjectNode manifest, Requester requester, RestoreTarget target, String collection) {
    ObjectNode next = manifest;
    while (true) {
      try {
        return Optional.of(api.createAs(requester, collection, next));
      } catch (ApiException e) {
        if (e.alreadyExists()) {
          return Optional.empty();
        }
        next = ServiceAddresses.without(next, e).orElseThrow(() -> refused(e, target, requester));
      }
    }
  }

  /**
   * Translates a refusal into an exception. A refusal that is not about the object itself is
   * returned as it is, so that the same create is tried again.
   */
  private static RuntimeException refused(
      ApiException refusal, RestoreTarget target, Requester requester) {
    boolean busy = refusal.mayPass() || (refusal.conflict() && !refusal.byWebhook());
    return busy
        ? refusal
        : new RestoreFailedException(CreateRefusal.of(refusal, target, requester.username()));
  }

  /**
   * Returns our object that an interrupted attempt has left. Throws if the existing object is not
   * ours.
   */
  private Optional<KubeObject> existing(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    RestoreTarget target = request.target();
    Optional<KubeObject> live = at(target, type);
    live.filter(there -> !RestoreMark.marks(there, request.record(), stored.secret()))
        .ifPresent(
            there -> {
              throw new RestoreFailedException(taken(request, there, type));
            });
    return live;
  }

  /** Returns our object that an interrupted attempt has left, if there is one. */
  private Optional<KubeObject> ours(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    return at(request.target(), type)
        .filter(there -> RestoreMark.marks(there, request.record(), stored.secret()));
  }

  private Optional<KubeObject> at(RestoreTarget target, ResourceType type) {
    return api.find(type.path(target.namespace(), target.name())).map(KubeObject::parse);
  }

  private static RestoreFailure goneAgain(RestoreTarget target) {
    return new RestoreFailure(
        Reason.NameConflict,
        target + " existed a moment ago. The restore goes on by itself.",
        true);
  }

  /**
   * Returns the failure for a live object that has the name. Its finalizers are told to a requester
   * who may read it.
   */
  public RestoreFailure taken(RestoreRequest request, KubeObject live, ResourceType type) {
    RestoreTarget target = request.target();
    if (live.deleting()) {
      boolean told = !live.finalizers().isEmpty() && rights.mayReadTarget(request, type);
      return told || live.finalizers().isEmpty()
          ? stillTerminating(live, target.toString())
          : stillTerminating(target.toString(), "finalizers");
    }
    return new RestoreFailure(
        Reason.NameConflict,
        target
            + " exists. Delete or rename it, or restore under another name with"
            + " softdelete.dev/restore-as.",
        true);
  }

  /** Returns the failure for an object that readers of the record may know. */
  public static RestoreFailure stillTerminating(KubeObject live, String what) {
    return stillTerminating(
        what,
        live.finalizers().isEmpty()
            ? "its grace period or its node"
            : "the finalizers " + live.finalizers());
  }

  private static RestoreFailure stillTerminating(String what, String waitsFor) {
    return new RestoreFailure(
        Reason.StillTerminating,
        what
            + " is still being deleted: it waits for "
            + waitsFor
            + ". The restore goes on when it is gone.",
        true);
  }
}
